package org.palaestra.environments.arcade;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.palaestra.environments.ReferenceData;
import org.palaestra.random.RecordedDraws;

class ArcadeConformanceTest {

  private static final List<String> ACTIONS =
      List.of("noop", "left", "up", "right", "down", "fire");

  private static ArcadeGame game(String id) {
    return switch (id) {
      case Asterix.ID -> new Asterix(Asterix.Options.DEFAULT);
      case Breakout.ID -> new Breakout(Breakout.Options.DEFAULT);
      case Freeway.ID -> new Freeway(Freeway.Options.DEFAULT);
      case Seaquest.ID -> new Seaquest(Seaquest.Options.DEFAULT);
      case SpaceInvaders.ID -> new SpaceInvaders(SpaceInvaders.Options.DEFAULT);
      default -> throw new AssertionError(id);
    };
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Asterix-v1", "Breakout-v1", "Freeway-v1", "Seaquest-v1", "SpaceInvaders-v1"})
  void everyRecordedEpisodeIsReproduced(String id) {
    List<JsonNode> lines = ReferenceData.lines("arcade/" + id + ".jsonl.gz");
    assertThat(game(id).observationSpace().shape())
        .containsExactly(integers(lines.get(0).get("shape")).toArray(Integer[]::new));
    assertThat(lines.get(0).get("actions")).extracting(JsonNode::asText).isEqualTo(ACTIONS);
    assertThat(lines).hasSizeGreaterThan(1_000);
    ArcadeGame game = game(id);
    RecordedDraws draws = new RecordedDraws();
    for (int i = 1; i < lines.size(); i++) {
      JsonNode line = lines.get(i);
      String place = id + " line " + (i + 1);
      draws.set(column(line, 0), column(line, 1));
      if (line.path("reset").asBoolean()) {
        game.reset(draws);
      } else {
        double reward = game.step(line.get("action").asInt(), draws);
        assertThat(reward).as(place).isEqualTo(line.get("reward").asDouble());
        assertThat(game.terminated()).as(place).isEqualTo(line.get("terminated").asBoolean());
      }
      assertThat(draws.left()).as("%s: draws left", place).isZero();
      assertThat(cells(game)).as(place).isEqualTo(integers(line.get("cells")));
    }
  }

  private static int[] column(JsonNode line, int index) {
    JsonNode draws = line.get("draws");
    int[] column = new int[draws.size()];
    for (int i = 0; i < column.length; i++) {
      column[i] = draws.get(i).get(index).asInt();
    }
    return column;
  }

  private static List<Integer> cells(ArcadeGame game) {
    float[] observation = new float[game.observationSpace().size()];
    game.observe(observation, 0);
    List<Integer> cells = new ArrayList<>();
    for (int i = 0; i < observation.length; i++) {
      if (observation[i] != 0) {
        cells.add(i);
      }
    }
    return cells;
  }

  private static List<Integer> integers(JsonNode array) {
    List<Integer> values = new ArrayList<>();
    array.forEach(value -> values.add(value.asInt()));
    return values;
  }
}

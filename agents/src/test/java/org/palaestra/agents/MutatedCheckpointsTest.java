package org.palaestra.agents;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.palaestra.agent.AgentDefinition;
import org.palaestra.agent.AgentFault;
import org.palaestra.agent.DivergenceException;
import org.palaestra.environment.EnvironmentFault;
import org.palaestra.random.RandomStream;
import org.palaestra.store.Checkpoint;
import org.palaestra.store.DamagedFileException;
import org.palaestra.store.MismatchException;
import org.palaestra.training.Trainer;

/**
 * Checkpoints that are not what was written: by accident, which the hash tells, and on purpose,
 * with the right hash, which the agents must tell. A file is refused as a {@link
 * DamagedFileException} that names it; a content that does not fit as a {@link MismatchException},
 * after which nothing can be done with the training that should have taken it over; and what is
 * taken over is taken over in whole, and learning from it ends with a typed error, if it does.
 *
 * <p>{@code -Dmutations.files=40000 -Dmutations.contents=60000} makes it the whole proof.
 */
final class MutatedCheckpointsTest {

  private static final int FILES = Integer.getInteger("mutations.files", 4_000);
  private static final int CONTENTS = Integer.getInteger("mutations.contents", 3_000);
  private static final long SEED = Long.getLong("mutations.seed", 20);

  private static final String VALID_JSON = "0123456789-eE.[]{}\":,tfn\\ ";
  private static final int STEPS_BEFORE = 100;
  private static final int STEPS_AFTER = 40;

  /**
   * What is put right or not asked for: returns and lengths of episodes that begin are 0, as are
   * values of successors that will be computed; averages go with their names, tables with their
   * number.
   */
  private static final Pattern ADJUSTED =
      Pattern.compile("returns|lengths|.*/futures|metrics/.*|agent/planning/ahead-.*|another/.*");

  private static final long MOST_BYTES = 64 << 20;
  private static final long MOST_NANOS = 10_000_000_000L;

  @TempDir private Path folder;

  @SuppressWarnings("NullAway.Init") // JUnit fills what it marks
  MutatedCheckpointsTest() {}

  private static byte[] checkpoint(String agent, Path file) throws Exception {
    try (Trainer trainer = ResumeTest.begin(agent)) {
      for (int step = 0; step < STEPS_BEFORE && !trainer.done(); step++) {
        trainer.step();
      }
      Checkpoint.write(file, trainer);
    }
    return Files.readAllBytes(file);
  }

  @Test
  void everyTruncationIsRefused() throws Exception {
    Path file = folder.resolve("dqn.safetensors");
    byte[] whole = checkpoint("dqn", file);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      for (int length = whole.length - 1; length >= 0; length--) {
        channel.truncate(length);
        refused(file, "cut to " + length);
      }
    }
    Files.write(file, whole);
    assertThat(Checkpoint.read(file).hash()).hasSize(64);
  }

  private static void refused(Path file, String what) {
    assertThatThrownBy(() -> Checkpoint.read(file))
        .as(what)
        .isInstanceOf(DamagedFileException.class)
        .hasMessageStartingWith(file + " is damaged: ");
  }

  @Test
  void aChangedFileIsRefusedOrSaysTheSame() throws Exception {
    Path file = folder.resolve("changed.safetensors");
    System.out.println("MutatedCheckpointsTest, files: seed " + SEED);
    RandomStream random = new RandomStream(SEED);
    int read = 0;
    for (String agent : List.of("dqn", "q-learning")) {
      byte[] whole = checkpoint(agent, file);
      String hash = Checkpoint.read(file).hash();
      for (int i = 0; i < FILES / 2; i++) {
        Files.write(file, mutant(whole, random));
        Cost cost = new Cost();
        try {
          assertThat(Checkpoint.read(file).hash()).as("%s, mutant %d", agent, i).isEqualTo(hash);
          read++;
        } catch (DamagedFileException e) {
          assertThat(e).hasMessageStartingWith(file + " is damaged: ");
        }
        cost.assertBounded("%s, mutant %d".formatted(agent, i), whole.length);
      }
    }
    // Only what changes nothing is read, such as a space in the header or a bit flipped twice.
    assertThat(read).isLessThan(FILES / 50);
  }

  /** Some bytes flipped, overwritten, cut out, doubled; half of the time in the header. */
  private static byte[] mutant(byte[] whole, RandomStream random) {
    byte[] bytes = whole.clone();
    int header = 8 + (int) ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN).getLong();
    for (int changes = random.nextInt(3); changes >= 0; changes--) {
      int at = random.nextInt(random.nextBoolean() ? header : bytes.length);
      int run = Math.min(1 + random.nextInt(random.nextBoolean() ? 4 : 300), bytes.length - at);
      switch (random.nextInt(7)) {
        case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> Arrays.fill(bytes, at, at + run, (byte) random.nextInt(256));
        case 2 -> bytes[at] = (byte) VALID_JSON.charAt(random.nextInt(VALID_JSON.length()));
        case 3 -> bytes = spliced(bytes, at, at + run, new byte[0]);
        case 4 -> bytes = spliced(bytes, at, at, Arrays.copyOfRange(bytes, at, at + run));
        case 5 -> bytes[random.nextInt(8)] = (byte) random.nextInt(256); // the header's length
        default -> {
          byte[] digits = "99999999999999999999".repeat(1 + random.nextInt(60)).getBytes(UTF_8);
          bytes = spliced(bytes, at, at, digits);
        }
      }
      header = Math.min(header, bytes.length);
      if (bytes.length < 16) {
        break;
      }
    }
    return bytes;
  }

  private static byte[] spliced(byte[] bytes, int from, int to, byte[] middle) {
    byte[] result = new byte[bytes.length - (to - from) + middle.length];
    System.arraycopy(bytes, 0, result, 0, from);
    System.arraycopy(middle, 0, result, from, middle.length);
    System.arraycopy(bytes, to, result, from + middle.length, bytes.length - to);
    return result;
  }

  @Test
  void aForgedContentIsRefusedOrTakenOverInWhole() throws Exception {
    System.out.println("MutatedCheckpointsTest, contents: seed " + SEED);
    List<String> agents =
        new BuiltInAgents().agents().stream().map(AgentDefinition::id).sorted().toList();
    Map<String, Integer> outcomes = new TreeMap<>();
    List<String> failures = new ArrayList<>();
    for (String agent : agents) {
      RandomStream random = new RandomStream(SEED + agent.hashCode());
      Path file = folder.resolve(agent + ".safetensors");
      ForgedCheckpoint whole = ForgedCheckpoint.of(checkpoint(agent, file));
      for (int i = 0; i < CONTENTS / agents.size(); i++) {
        ForgedCheckpoint forged = whole.copy();
        StringBuilder what = new StringBuilder(agent);
        for (int changes = random.nextInt(5) / 4; changes >= 0; changes--) {
          what.append(", ").append(forged.mutate(random));
        }
        Files.write(file, forged.bytes());
        try {
          outcomes.merge(tryOut(agent, file, forged), 1, Integer::sum);
        } catch (Throwable e) { // whatever it is, it is told with what led to it
          failures.add(what + ": " + e + at(e));
        }
      }
    }
    System.out.println("MutatedCheckpointsTest, contents: " + outcomes);
    assertThat(failures).isEmpty();
    assertThat(outcomes.keySet()).contains("refused", "learned on");
  }

  private static String at(Throwable e) {
    return Arrays.stream(e.getStackTrace())
        .limit(4)
        .map(place -> " < " + place.getFileName() + ":" + place.getLineNumber())
        .reduce("", String::concat);
  }

  private static String tryOut(String agent, Path file, ForgedCheckpoint forged) throws Exception {
    Cost cost = new Cost();
    Checkpoint checkpoint = Checkpoint.read(file);
    try (Trainer trainer = ResumeTest.begin(agent)) {
      try {
        trainer.restore(checkpoint.state());
        // Learning is not counted: until it is compiled, it allocates as if vectors were objects.
        cost.assertBounded("what is taken over", forged.bytes().length);
      } catch (MismatchException | EnvironmentFault e) {
        cost.assertBounded("what is refused", forged.bytes().length);
        assertThat(e.getMessage()).isNotBlank();
        assertThatThrownBy(trainer::step).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> Checkpoint.hashOf(trainer))
            .isInstanceOf(IllegalStateException.class);
        return "refused";
      }
      if (!Checkpoint.hashOf(trainer).equals(checkpoint.hash())) {
        Path again = file.resolveSibling("again.safetensors");
        Checkpoint.write(again, trainer);
        Set<String> others = forged.differences(ForgedCheckpoint.of(Files.readAllBytes(again)));
        others.removeIf(name -> ADJUSTED.matcher(name).matches());
        assertThat(others).as("what was not taken over").isEmpty();
      }
      try {
        for (int step = 0; step < STEPS_AFTER && !trainer.done(); step++) {
          trainer.step();
        }
        Checkpoint.hashOf(trainer);
        return "learned on";
      } catch (DivergenceException | EnvironmentFault | AgentFault e) {
        return e.getClass().getSimpleName();
      } finally {
        cost.assertInTime("what was learned");
      }
    }
  }

  /** What one mutant takes of this thread's memory and of time. */
  private static final class Cost {

    private static final com.sun.management.ThreadMXBean THREADS =
        (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final long bytes = THREADS.getCurrentThreadAllocatedBytes();
    private final long nanos = System.nanoTime();

    void assertBounded(String what, int length) {
      assertThat(THREADS.getCurrentThreadAllocatedBytes() - bytes)
          .as("bytes for " + what)
          .isLessThan(MOST_BYTES + 20L * length);
      assertInTime(what);
    }

    void assertInTime(String what) {
      assertThat(System.nanoTime() - nanos).as("time for " + what).isLessThan(MOST_NANOS);
    }
  }
}

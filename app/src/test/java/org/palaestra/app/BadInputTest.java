package org.palaestra.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.palaestra.app.Session.Outcome;
import org.palaestra.training.RunFolder;

/** What a person types wrongly: one line that names it and the way out, exit code 2, no trace. */
final class BadInputTest {

  private Session session;

  @BeforeEach
  void begin(@TempDir Path folder) {
    session = new Session(folder);
  }

  private static void refused(Outcome outcome, String... parts) {
    assertThat(outcome.exitCode()).as(outcome.errors()).isEqualTo(2);
    assertThat(outcome.output()).isEmpty();
    assertThat(outcome.errors().lines()).as(outcome.errors()).hasSize(1);
    assertThat(outcome.errors()).startsWith("error: ").contains(parts);
  }

  static Stream<Arguments> slips() {
    String cartPole = "train CartPole-v1 ";
    return Stream.of(
        slip(
            "train CartPole-v2 -a dqn",
            "unknown environment \"CartPole-v2\"; did you mean CartPole-v1?"),
        slip("train Tetris-v9 -a dqn", "unknown environment \"Tetris-v9\"; there are: Acrobot-v1"),
        slip(cartPole + "-a dqm", "unknown agent \"dqm\"; did you mean dqn?"),
        slip(
            cartPole + "-a dqn --set replay.capcity=5",
            "unknown key \"replay.capcity\"; did you mean replay.capacity?"),
        slip(
            "train FrozenLake-v1 -a dqn -o slipery=false",
            "unknown key \"slipery\"; did you mean slippery?"),
        slip(cartPole + "-a dqn -o x=1", "unknown key \"x\"; there is nothing to set here"),
        slip(cartPole + "-a dqn --set replay", "expected key=value, got \"replay\""),
        slip(
            cartPole + "-a dqn --set discount=0.9 --set discount=0.8",
            "key \"discount\" is given twice"),
        slip(cartPole + "-a dqn --set discount=1.2", "discount must be in [0, 1], got 1.2"),
        slip(cartPole + "-a dqn --set discount=NaN", "discount must be in [0, 1], got NaN"),
        slip(cartPole + "-a dqn --set targetEvery=ten", "targetEvery=ten: expected a whole number"),
        slip(
            cartPole + "-a dqn --set learning.loss=cubic",
            "unknown value for learning.loss \"cubic\"; there are: squared, huber"),
        slip(
            cartPole + "-a dqn --set replay.batch=64 --set replay.warmup=32",
            "replay.batch=64 is larger than replay.warmup=32"),
        slip(
            cartPole + "-a dqn --set replay.capacity=2000000000",
            "replay.capacity=2000000000 of observations of 4 numbers does not fit one array; it can be at most 536870908"),
        slip(
            "train FrozenLake-v1 -a q-learning --set discount=-1",
            "discount must be in [0, 1], got -1.0"),
        slip(
            "train FrozenLake-v1 -a q-learning -o slippery=maybe",
            "slippery=maybe: expected true or false"),
        slip("train FrozenLake-v1 -a random -o map=SFQG", "unknown cell 'Q'"),
        slip(cartPole + "-a dqn --steps 0", "--steps must be at least 1, got 0"),
        slip(cartPole + "-a dqn --steps -5", "--steps must be at least 1, got -5"),
        slip(cartPole + "-a dqn --steps abc", "--steps=abc: expected a whole number"),
        slip(
            cartPole + "-a dqn --steps 99999999999999999999",
            "--steps=99999999999999999999: expected a whole number"),
        slip(cartPole + "-a dqn --seed x", "'--seed'", "'x' is not a long"),
        slip(cartPole + "-a dqn --envs 0", "--envs must be from 1 to 65536, got 0"),
        slip(cartPole + "-a dqn --envs 65537", "--envs must be from 1 to 65536, got 65537"),
        slip(cartPole + "-a dqn --envs two", "'--envs'", "'two' is not an int"),
        slip(cartPole + "-a dqn --episodes 0", "--episodes must be from 1 to 1000000, got 0"),
        slip(cartPole + "-a dqn --episodes 1000001", "--episodes must be", "got 1000001"),
        slip(cartPole + "-a dqn --time-limit -1", "time-limit must be", "got -1"),
        slip(cartPole + "-a dqn --save-every 0", "--save-every must be", "got 0.0"),
        slip(cartPole + "-a dqn --threads 0", "--threads must be from 1 to 64, got 0"),
        slip(cartPole + "-a dqn --wrap onehot", "unknown wrapper", "did you mean one-hot?"),
        slip(
            cartPole + "-a dqn --wrap one-hot", "wrapper one-hot: it needs a numbered observation"),
        slip(
            cartPole + "-a dqn --wrap frame-stack:4",
            "wrapper frame-stack: expected key=value such as frames=4, got \"4\""),
        slip(
            cartPole + "-a dqn --wrap hide:1",
            "wrapper hide: expected key=value such as indices=VALUE, got \"1\""),
        slip(
            cartPole + "-a dqn --wrap flatten:1",
            "wrapper flatten: expected nothing, since there is nothing to set, got \"1\""),
        slip(
            cartPole + "-a dqn --wrap hide:indices=1,x",
            "wrapper hide: indices=1,x: expected whole numbers such as 120,84, got \"x\""),
        slip(
            cartPole + "-a dqn --kernels cuda",
            "kernels: unknown kernels \"cuda\"; there are: auto, vector, scalar, portable, nd4j"),
        slip("train -a dqn", "say what to train on: ENV, or --resume RUN"),
        slip("train CartPole-v1", "say who is to learn: --agent AGENT"),
        slip(cartPole + "-a dqn --stpes 5", "'--stpes'", "did you mean --steps?", "train --help"),
        slip(cartPole + "-a dqn again", "unmatched argument", "'again'"),
        slip(
            cartPole + "-a value-iteration",
            "value-iteration plans on a known model; CartPole-v1 has none: use dqn"),
        slip(
            "train FrozenLake-v1 -a value-iteration --wrap sticky-actions",
            "around FrozenLake-v1 is sticky-actions, which hides the model if there is one",
            "use q-learning, or leave away what is around it"),
        slip(
            cartPole + "-a q-learning",
            "q-learning needs numbered observations; CartPole-v1 has box [4]: use dqn"),
        slip("train --resume latest", "there is no run in", "palaestra train CartPole-v1"),
        slip("train --resume none", "unknown run \"none\"; there is none (in "),
        slip("train --resume latest --seed 5", "which nothing else on the line can change"),
        slip("diagnose dnq", "unknown agent \"dnq\"; did you mean dqn?"),
        slip("diagnose dqn --steps 0", "--steps must be from 1 to 10,000,000, got 0"),
        slip("diagnose dqn --set discuont=0.9", "discuont", "did you mean discount?"),
        slip("diagnose dqn --set discount=2", "discount must be in [0, 1], got 2.0"),
        slip(
            "diagnose value-iteration",
            "value-iteration cannot be diagnosed, since no probe suits it: it plans on a model"),
        slip("diagnose uct", "uct cannot be diagnosed", "it plans on a model or a simulator"),
        slip("diagnose random", "random cannot be diagnosed, since no probe suits it: it tells no"),
        slip("evaluate", "there is no run in"),
        slip("evaluate --episodes 0", "--episodes must be from 1 to 1000000, got 0"),
        slip("record latest film.gif", "there is no run in"),
        slip("record latest film.png", "must end with .gif, got film.png"),
        slip("record CartPole-v1 film.gif", "say who acts in it: --agent AGENT"),
        slip("record CartPole-v1 film.gif -a dqm", "did you mean dqn?"),
        slip("record latest film.gif --size 10x10", "--size must be WxH", "got 10x10"),
        slip("record latest film.gif --fps 51", "--fps must be from 1 to 50, got 51"),
        slip("record latest film.gif --styled --grid", "either --styled or a --grid"),
        slip("record latest film.gif --rate 5", "--rate belongs to --styled", "--fps"),
        slip("record latest film.gif --styled --rate 0", "--rate must be above 0", "got 0.0"),
        slip("record latest film.gif --styled --every 2", "with --styled use --rate"),
        slip("environments show CartPol-v1", "did you mean CartPole-v1?"),
        slip(
            "train MountainCar-v0 -a dqn --preset MountainCat",
            "unknown preset of dqn \"MountainCat\"; did you mean MountainCar?"),
        slip(
            cartPole + "-a dqn-without-replay --set learning.updates=2",
            "learning.updates must be 1, since more would be replay, got 2"),
        slip("experiment run nowhere.yaml", "there is no file nowhere.yaml"),
        slip("agents show qlearning", "did you mean q-learning?"),
        slip("check CartPole", "unknown environment \"CartPole\"", "CartPole-v1?"),
        slip("check CartPole-v1 --steps 0", "steps must be at least", "got 0"),
        slip("runs --soft", "'--soft'"));
  }

  private static Arguments slip(String line, String... parts) {
    return Arguments.of(line, parts);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("slips")
  void slipIsNamedInOneLineAndNothingIsWritten(String line, String[] parts) throws Exception {
    String[] words = line.split(" ", -1);
    refused(session.run(words[0], Arrays.copyOfRange(words, 1, words.length)), parts);
    assertThat(Session.tree(session.folder())).containsOnlyKeys("");
  }

  @Test
  void unknownCommandSuggestsTheNearest() {
    refused(Session.plain("trian", "CartPole-v1"), "'trian'", "did you mean train");
  }

  @Test
  void agentThatNeedsNumberedActionsSaysWhichAgentDoesNot() throws Exception {
    FaultyPlugin.addTo(session);
    refused(
        session.run("train", "Slider-v0", "-a", "dqn"),
        "dqn needs discrete actions; Slider-v0 has continuous ones: use ppo");
    refused(session.run("train", "Slider-v0", "-a", "value-iteration"), "Slider-v0", "use ppo");
    assertThat(session.runs()).doesNotExist();
    Outcome taken = session.run("train", "Slider-v0", "-a", "random", "--steps=50", "--episodes=2");
    assertThat(taken.exitCode()).as(taken.errors()).isZero();
  }

  @Test
  void runThatIsNotThereSuggestsTheNearestAndABeginningMustFitOne() throws Exception {
    RunFolder run = session.stopped("CartPole-v1", "random", Map.of(), 100);
    RunFolder other = session.stopped("CartPole-v1", "random", Map.of(), 100);
    Map<String, String> before = session.tree();

    refused(session.run("evaluate", "CartPole-v1-rand0m-s1"), "unknown run", run.name());
    refused(session.run("evaluate", "CartPole"), "fits 2 runs", run.name(), other.name());
    refused(session.run("evaluate", ""), "fits 2 runs");
    refused(session.run("evaluate", "\0"), "unknown run");
    refused(session.run("evaluate", session.runs().toString()), "is not a run: it has no run.json");

    assertThat(session.tree()).isEqualTo(before);
  }

  @Test
  void runWithoutACheckpointSaysHowToGoOn() throws Exception {
    RunFolder run = session.stopped("CartPole-v1", "random", Map.of(), 100);
    for (Path file : run.checkpoints()) {
      Files.delete(file);
    }
    refused(
        session.run("evaluate"),
        run.name() + " has no checkpoint yet; `palaestra train --resume " + run.name() + "`");
  }

  @Test
  void memoryThatIsTooSmallIsNamedWithTheWayToMore() throws Exception {
    try (RealProcess process =
        RealProcess.start(
            session,
            List.of("-Xmx64m"),
            "train",
            "CartPole-v1",
            "--agent=dqn",
            "--set=replay.capacity=100000000")) {
      assertThat(process.exitCode()).isEqualTo(2);
      assertThat(process.errors())
          .contains("error: the memory of ", " MB is full", "PALAESTRA_OPTS=-Xmx")
          .doesNotContain("\tat ");
    }
    assertThat(session.runs()).doesNotExist();
  }
}

package org.palaestra.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.palaestra.app.Session.Outcome;
import org.palaestra.training.RunFolder;

/** Disks that are full or take nothing: the path and the reason are named, what was there stays. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "needs mount and the permissions of POSIX")
final class DiskTest {

  private Path folder;
  private Session session;

  @BeforeEach
  void begin(@TempDir Path temporary) {
    folder = temporary;
    session = new Session(temporary);
  }

  private static void refused(Outcome outcome, String... parts) {
    assertThat(outcome.exitCode()).as(outcome.errors()).isEqualTo(2);
    assertThat(outcome.output()).isEmpty();
    assertThat(outcome.errors().lines().filter(line -> line.startsWith("error: ")))
        .as(outcome.errors())
        .singleElement()
        .asString()
        .contains(parts);
    assertThat(outcome.errors()).doesNotContain("\tat ", ".part");
  }

  private Outcome train() {
    return session.run("train", "CartPole-v1", "-a", "random", "--steps=500", "--episodes=3");
  }

  @Test
  void fileInPlaceOfTheFolderIsNamed() throws Exception {
    Files.writeString(session.runs(), "mine");
    refused(train(), "a file is in the way: " + session.runs());
    assertThat(session.runs()).hasContent("mine");
  }

  @Test
  void fileInPlaceOfAParentIsNamed() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "mine");
    Outcome outcome =
        Session.plain(
            "train", "CartPole-v1", "-a", "random", "--runs", file.resolve("runs").toString());
    refused(outcome, file.toString());
    assertThat(file).hasContent("mine");
  }

  @Test
  void folderThatCannotBeWrittenIsNamed() throws Exception {
    Files.createDirectories(session.runs());
    Files.setPosixFilePermissions(session.runs(), PosixFilePermissions.fromString("r-xr-xr-x"));
    try {
      assumeTrue(!canWrite(session.runs()), "this user can write to a read-only folder");
      refused(train(), "access denied: " + session.runs());
      assertThat(session.tree()).containsOnlyKeys("");
    } finally {
      Files.setPosixFilePermissions(session.runs(), PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }

  private static boolean canWrite(Path folder) throws IOException {
    try {
      Files.delete(Files.createTempFile(folder, "a", "b"));
      return true;
    } catch (AccessDeniedException e) {
      return false;
    }
  }

  @Test
  void pictureThatCannotBeWrittenIsNamed() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "mine");
    Path film = file.resolve("a.gif");
    refused(
        session.run("record", "CartPole-v1", film.toString(), "-a", "random", "--frames=3"),
        file.toString());
  }

  @Test
  void folderInPlaceOfThePictureIsNamed() throws Exception {
    Path film = Files.createDirectory(folder.resolve("a.gif"));
    refused(
        session.run("record", "CartPole-v1", film.toString(), "-a", "random", "--frames=3"),
        film.toString());
    assertThat(Session.tree(folder)).containsOnlyKeys("", "a.gif");
  }

  // A small disk of its own.

  @Test
  void readOnlyDiskIsNamed() throws Exception {
    try (SmallDisk disk = SmallDisk.mount(session.runs())) {
      RunFolder run = session.stopped("CartPole-v1", "random", Map.of(), 200);
      disk.makeReadOnly();
      Map<String, String> before = session.tree();
      String reason = disk.reason();

      refused(train(), session.runs().toString(), reason);
      refused(session.run("train", "--resume", "latest"), run.path().toString(), reason);

      assertThat(session.tree()).isEqualTo(before);
      assertThat(session.run("evaluate", "latest", "--episodes=2").exitCode()).isZero();
    }
  }

  @Test
  void boardOnAReadOnlyDiskIsReadAndProved() throws Exception {
    Path board = folder.resolve("board");
    try (SmallDisk disk = SmallDisk.mount(board)) {
      assertThat(
              session.run("train", "FrozenLake-v1", "-a", "q-learning", "--steps=500").exitCode())
          .isZero();
      assertThat(leaderboard(board, "submit", "latest", "--episodes=2").exitCode()).isZero();
      disk.makeReadOnly();
      Map<String, String> before = Session.tree(board);
      Path page = folder.resolve("board.html");
      for (String[] command : new String[][] {{}, {"export", page.toString()}, {"verify"}}) {
        Outcome outcome = leaderboard(board, command);
        assertThat(outcome.exitCode()).as(outcome.errors()).isZero();
      }
      Outcome shown = Session.plain("leaderboard", "show", "1", "--board", board.toString());
      assertThat(shown.output()).contains("q-learning");
      assertThat(page).content().contains("FrozenLake-v1");
      refused(leaderboard(board, "submit", "latest"), "board.sqlite: it cannot be opened");
      assertThat(Session.tree(board)).isEqualTo(before);
    }
  }

  private Outcome leaderboard(Path board, String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--board", board.toString()));
    return session.run("leaderboard", all.toArray(new String[0]));
  }

  @Test
  void newRunOnAFullDiskLeavesNothing() throws Exception {
    try (SmallDisk disk = SmallDisk.mount(session.runs())) {
      String reason = disk.fill(0);
      Map<String, String> before = session.tree();

      refused(train(), session.runs().toString(), "run.json: " + reason);

      assertThat(session.tree()).isEqualTo(before);
      disk.clear();
      assertThat(train().exitCode()).isZero();
    }
  }

  @Test
  void aBoardOnAFullOrReadOnlyDiskStaysAsItIs() throws Exception {
    for (int seed = 1; seed <= 2; seed++) {
      Outcome trained =
          session.run(
              "train",
              "FrozenLake-v1",
              "--agent=q-learning",
              "--steps=1000",
              "--episodes=3",
              "--seed=" + seed);
      assertThat(trained.exitCode()).as(trained.errors()).isZero();
    }
    Path board = folder.resolve("board");
    try (SmallDisk disk = SmallDisk.mount(board)) {
      Outcome first = leaderboard("submit", "FrozenLake-v1-q-learning-s1", "--episodes=3");
      assertThat(first.exitCode()).as(first.errors()).isZero();
      disk.fill(0);
      refused(
          leaderboard("submit", "FrozenLake-v1-q-learning-s2", "--episodes=3"), board.toString());
      disk.clear();
      Outcome proof = leaderboard("verify");
      assertThat(proof.exitCode()).as(proof.output()).isZero();
      assertThat(proof.output()).endsWith("the entry is proved\n");
      disk.makeReadOnly();
      refused(
          leaderboard("submit", "FrozenLake-v1-q-learning-s2", "--episodes=3"), board.toString());
    }
  }

  private Outcome leaderboard(String command, String... arguments) {
    List<String> all = new ArrayList<>(List.of(command));
    all.addAll(List.of(arguments));
    all.addAll(List.of("--board", folder.resolve("board").toString()));
    return session.run("leaderboard", all.toArray(new String[0]));
  }

  @Test
  void diskThatFillsUpDuringTrainingKeepsTheLastCheckpoint() throws Exception {
    Outcome whole = session.train("CartPole-v1", "--steps=2000", "--episodes=3", "--json");
    Path plan = session.runs().resolve(whole.json().path("run").asText()).resolve("run.json");
    Session small = new Session(folder.resolve("small"));
    try (SmallDisk disk = SmallDisk.mount(small.runs())) {
      Path path = Files.createDirectory(small.runs().resolve("run"));
      Files.copy(plan, path.resolve("run.json"));
      RunFolder run = RunFolder.open(path);
      small.train(run, 1000);
      Path checkpoint = run.checkpoints().get(0);
      byte[] before = Files.readAllBytes(checkpoint);
      // Room for the metrics or none at all, but not for another checkpoint.
      for (int room : new int[] {49_152, 0}) {
        String reason = disk.fill(room);

        Outcome outcome = small.run("train", "--resume", "run");

        refused(outcome, path.toString(), ": " + reason);
        assertThat(run.checkpoints()).containsExactly(checkpoint);
        assertThat(Files.readAllBytes(checkpoint)).isEqualTo(before);
        assertThat(parts(path)).isEmpty();
        Outcome judged = small.run("evaluate", "run", "--episodes=3", "--json");
        assertThat(judged.exitCode()).as(judged.errors()).isZero();
        assertThat(judged.json().path("steps").asLong()).isEqualTo(1000);
        if (room > 0) {
          assertThat(outcome.errors())
              .contains("000000002000.safetensors: " + reason)
              .contains(checkpoint + " is kept; `palaestra train --resume run --runs ")
              .contains(" goes on from it");
        }
        disk.clear();
      }

      Outcome resumed = small.run("train", "--resume", "run", "--episodes=3", "--json");

      assertThat(resumed.exitCode()).as(resumed.errors()).isZero();
      assertThat(resumed.json().path("checkpoint")).isEqualTo(whole.json().path("checkpoint"));
      assertThat(path.resolve("metrics.csv"))
          .hasSameTextualContentAs(plan.resolveSibling("metrics.csv"));
    }
  }

  private static List<Path> parts(Path run) throws IOException {
    try (Stream<Path> files = Files.walk(run)) {
      return files.filter(file -> file.toString().endsWith(".part")).toList();
    }
  }

  /** A disk of half a megabyte in memory; skips the test by name where none can be mounted. */
  private record SmallDisk(Path root) implements AutoCloseable {

    static SmallDisk mount(Path root) throws IOException {
      Files.createDirectories(root);
      assumeTrue(
          run("mount", "-t", "tmpfs", "-o", "size=512k", "tmpfs", root.toString()),
          "a small disk can be mounted by root only");
      return new SmallDisk(root);
    }

    void makeReadOnly() throws IOException {
      assertThat(run("mount", "-o", "remount,ro", root.toString())).isTrue();
    }

    /** Fills it up to {@code room} bytes; returns the system's words for that it is full. */
    String fill(int room) throws IOException {
      Path filler = root.resolve("filler");
      long size = 0;
      try (OutputStream out = Files.newOutputStream(filler)) {
        while (true) {
          out.write(new byte[4096]);
          size += 4096;
        }
      } catch (IOException e) {
        if (room > 0) {
          try (var channel = FileChannel.open(filler, StandardOpenOption.WRITE)) {
            channel.truncate(size - room);
          }
        }
        return String.valueOf(e.getMessage());
      }
    }

    void clear() throws IOException {
      Files.delete(root.resolve("filler"));
    }

    /** The system's words for why nothing can be written. */
    String reason() {
      try {
        Files.createFile(root.resolve("new"));
        throw new AssertionError("the disk can be written");
      } catch (FileSystemException e) {
        return String.valueOf(e.getReason());
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }

    private static boolean run(String... command) throws IOException {
      Process process;
      try {
        process = new ProcessBuilder(command).redirectErrorStream(true).start();
      } catch (IOException e) {
        return false; // There is no such program.
      }
      process.getInputStream().readAllBytes();
      return process.onExit().join().exitValue() == 0;
    }

    @Override
    public void close() throws IOException {
      assertThat(run("umount", root.toString()) || run("umount", "-l", root.toString())).isTrue();
    }
  }
}

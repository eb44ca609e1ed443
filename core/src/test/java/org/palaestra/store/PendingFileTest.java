package org.palaestra.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PendingFileTest {

  private final Path folder;

  PendingFileTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private long files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.count();
    }
  }

  @Test
  void targetIsTheOldOneUntilItIsPublished() throws IOException {
    Path target = Files.writeString(folder.resolve("a.txt"), "old");
    try (PendingFile pending = new PendingFile(target)) {
      Files.writeString(pending.path(), "new");
      assertThat(target).hasContent("old");
      pending.publish();
      assertThat(target).hasContent("new");
    }
    assertThat(target).hasContent("new");
    assertThat(files()).isEqualTo(1);
  }

  @Test
  void unpublishedFileIsDeleted() throws IOException {
    Path target = folder.resolve("a.txt");
    try (PendingFile pending = new PendingFile(target)) {
      Files.writeString(pending.path(), "half");
    }
    assertThat(files()).isZero();
  }

  @Test
  void twoWritersOfOneTargetDoNotMix() throws IOException {
    Path target = folder.resolve("a.txt");
    try (PendingFile one = new PendingFile(target);
        PendingFile two = new PendingFile(target)) {
      Files.writeString(one.path(), "one");
      Files.writeString(two.path(), "two");
      one.publish();
      assertThat(target).hasContent("one");
      two.publish();
      assertThat(target).hasContent("two");
    }
  }

  @Test
  void missingFoldersAreMade() throws IOException {
    Path target = folder.resolve("new/deep/a.txt");
    AtomicFile.writeText(target, "text");
    assertThat(target).hasContent("text");
  }

  @Test
  void failureOfTheBodyLeavesNothing() throws IOException {
    Path target = Files.writeString(folder.resolve("a.txt"), "old");
    assertThatThrownBy(
            () ->
                AtomicFile.write(
                    target,
                    out -> {
                      out.write(1);
                      throw new IOException("disk full");
                    }))
        .hasMessage(target + ": disk full");
    assertThat(target).hasContent("old");
    assertThat(files()).isEqualTo(1);
  }
}

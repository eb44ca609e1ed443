package org.palaestra.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {

  @Test
  void failureLeavesTheOldFileAndNothingBeside(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("a.txt");
    AtomicFile.writeText(file, "old");
    assertThatThrownBy(
            () ->
                AtomicFile.write(
                    file,
                    out -> {
                      out.write(new byte[100_000]);
                      throw new IOException("disk full");
                    }))
        .hasMessage(file + ": disk full");
    assertThat(file).hasContent("old");
    assertThat(folder.toFile().list()).containsExactly("a.txt");
  }

  @Test
  void folderIsMadeAndTheFileReplaced(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("x/y/a.txt");
    AtomicFile.writeText(file, "ä");
    AtomicFile.writeText(file, "ö");
    assertThat(Files.readString(file)).isEqualTo("ö");
    assertThat(folder.resolve("x/y").toFile().list()).containsExactly("a.txt");
  }

  @Test
  void jsonThatIsNoObjectIsDamaged(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("a.json");
    for (String text : new String[] {"", "[1]", "{\"a\":1", "{\"a\":1,\"a\":2}", "{} {}", "3"}) {
      Files.writeString(file, text);
      assertThatThrownBy(() -> Json.read(file))
          .as(text)
          .isInstanceOf(DamagedFileException.class)
          .hasMessageContaining("a.json is damaged: ");
    }
    Json.write(file, Json.object().put("a", 1));
    assertThat(Json.read(file)).isEqualTo(Json.parse("{\"a\":1}"));
  }
}

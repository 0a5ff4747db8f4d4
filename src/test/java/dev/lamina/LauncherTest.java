package dev.lamina;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The launcher of a checkout, with a script in place of Java. */
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {
  private static final String JAVA =
      """
      #!/bin/sh
      [ "$1" = -version ] && echo 'openjdk version "17.0.1"' >&2 && exit
      echo 'a bar' >>/dev/fd/3
      echo "$LC_ALL, $LAMINA_LOCALE."
      echo 'WARNING: All log messages before absl::InitializeLog() is called are written to STDERR' >&2
      echo 'I0000 port.cc:153] oneDNN custom operations are on.' >&2
      printf '\\377\\n' >&2
      echo 'not enough memory' >&2
      exit 3
      """;

  @TempDir private Path folder;

  @Test
  void namesFilesInUtf8WhereTheLocaleIsC() throws IOException, InterruptedException {
    home();

    assertThat(run("C")).isEqualTo("C.UTF-8, C.");
    assertThat(run("POSIX")).isEqualTo("C.UTF-8, POSIX.");
    assertThat(run("")).isEqualTo("C.UTF-8, .");
    assertThat(run("C.UTF-8")).isEqualTo("C.UTF-8, .");
  }

  /** Whatever writes to a file of all output, and whatever its letters are. */
  @Test
  void keepsTensorFlowsTwoNotesFromStandardErrorAndNothingElse()
      throws IOException, InterruptedException {
    home();
    Path errors = folder.resolve("errors");
    Process process =
        launcher("C.UTF-8").redirectErrorStream(true).redirectOutput(errors.toFile()).start();

    assertThat(process.waitFor()).isEqualTo(3);
    // The filter ends after Java.
    for (int waited = 0; Files.size(errors) < 37 && waited < 5_000; waited++) {
      Thread.sleep(1);
    }
    assertThat(Files.readString(errors, StandardCharsets.ISO_8859_1))
        .hasSize(37)
        .contains("a bar\n", "C.UTF-8, .\n", "\u00ff\n", "not enough memory\n")
        .doesNotContain("port", "absl");
  }

  private void home() throws IOException {
    Path home = folder.resolve("home");
    Files.createDirectories(home.resolve("src/main"));
    Path java = Files.createDirectories(home.resolve("bin")).resolve("java");
    Files.writeString(java, JAVA);
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwx------"));
    Files.copy(Path.of("pom.xml"), home.resolve("pom.xml"));
    Files.copy(Path.of("lamina"), home.resolve("lamina"));
    String pom = Files.readString(home.resolve("pom.xml"));
    String version = pom.replaceFirst("(?s).*?<version>(.*?)</version>.*", "$1");
    Path target = Files.createDirectories(home.resolve("target"));
    Files.createFile(target.resolve("lamina-" + version + ".jar"));
    Files.createFile(target.resolve("classpath.txt"));
  }

  private ProcessBuilder launcher(String locale) {
    Path home = folder.resolve("home");
    ProcessBuilder launcher = new ProcessBuilder("bash", home.resolve("lamina").toString());
    launcher.environment().keySet().removeIf(name -> name.matches("LC_.*|LANG|LAMINA_LOCALE"));
    launcher.environment().put("LC_ALL", locale);
    launcher.environment().put("JAVA_HOME", home.toString());
    return launcher;
  }

  private String run(String locale) throws IOException, InterruptedException {
    Process process = launcher(locale).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isEqualTo(3);
    return output.strip();
  }
}

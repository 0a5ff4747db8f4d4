package dev.lamina;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compiles and runs a program of modules, which requires dev.lamina and nothing else. */
class ModulesTest {

  @Test
  void aModuleNeedsOnlyLamina(@TempDir Path folder) throws IOException, InterruptedException {
    String libraries =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> !entry.endsWith("test-classes"))
            .collect(Collectors.joining(File.pathSeparator));
    Path sources = Path.of("src/it/modular");
    assertThat(
            ToolProvider.getSystemJavaCompiler()
                .run(
                    null,
                    null,
                    null,
                    "-d",
                    folder.resolve("app").toString(),
                    "-p",
                    libraries,
                    sources.resolve("module-info.java").toString(),
                    sources.resolve("app/Main.java").toString()))
        .isZero();

    Process program =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-p",
                folder.resolve("app") + File.pathSeparator + libraries,
                "-m",
                "app/app.Main",
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();

    assertThat(new String(program.getInputStream().readAllBytes(), UTF_8).lines())
        .containsExactly("true", "true");
    assertThat(program.waitFor()).isZero();
  }
}

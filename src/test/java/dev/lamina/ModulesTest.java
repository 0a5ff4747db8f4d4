package dev.lamina;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compiles and runs the cookbook's program of modules, which requires dev.lamina and no more. */
class ModulesTest {

  @Test
  void aModuleNeedsOnlyLamina(@TempDir Path folder) throws IOException, InterruptedException {
    String libraries =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> !entry.endsWith("test-classes") && !entry.contains("kotlin"))
            .collect(Collectors.joining(File.pathSeparator));
    List<GuideTest.Block> blocks = GuideTest.blocks(Path.of("docs/cookbook/modules.md"));
    Path module = Files.writeString(folder.resolve("module-info.java"), blocks.get(0).code());
    Path main = Files.writeString(folder.resolve("Main.java"), blocks.get(1).code());
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
                    module.toString(),
                    main.toString()))
        .isZero();

    Process program =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-p",
                folder.resolve("app") + File.pathSeparator + libraries,
                "-m",
                "app/app.Main")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();

    assertThat(new String(program.getInputStream().readAllBytes(), UTF_8))
        .isEqualTo(blocks.get(1).prints());
    assertThat(program.waitFor()).isZero();
  }
}

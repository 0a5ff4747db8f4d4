package dev.lamina;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.model.Evaluation;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compiles the programs of docs/examples and lets each learn, of fewer examples than its main. */
@Tag("trains")
class ExamplesTest {
  @TempDir private static Path classes;

  @BeforeAll
  static void compile() throws IOException {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "-proc:none",
                "-cp",
                System.getProperty("java.class.path"),
                "-d",
                classes.toString()));
    try (Stream<Path> files = Files.list(Path.of("docs/examples"))) {
      files.map(Path::toString).filter(file -> file.endsWith(".java")).forEach(arguments::add);
    }
    assertThat(
            ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, arguments.toArray(String[]::new)))
        .isZero();
  }

  @Test
  void resNet20TellsDigitsApart() throws ReflectiveOperationException, IOException {
    assertThat((double) run("ResNet20", "accuracy", 1000, 2)).isGreaterThan(0.8);
  }

  @Test
  void uNetFindsShapesInNoise() throws ReflectiveOperationException, IOException {
    // Taking every pixel brighter than one half would reach 0.4.
    assertThat((double) run("UNet", "overlap", 200, 5)).isGreaterThan(0.8);
  }

  @Test
  void twinsKnowEqualDigits() throws ReflectiveOperationException, IOException {
    assertThat((double) run("Twins", "accuracy", 20_000, 5)).isGreaterThan(0.9);
  }

  @Test
  void wideAndDeepNeedsBothParts() throws ReflectiveOperationException, IOException {
    // The wide part alone would reach 0.72, the deep one 0.78.
    assertThat((double) run("WideAndDeep", "accuracy", 10_000, 10)).isGreaterThan(0.93);
  }

  @Test
  void oneNetworkGivesTwoAnswers() throws ReflectiveOperationException, IOException {
    Evaluation evaluation = (Evaluation) run("TwoAnswers", "evaluation", 5000, 2);

    assertThat(evaluation.metric("digit_sparseCategoricalAccuracy")).isGreaterThan(0.85);
    assertThat(evaluation.metric("even_binaryAccuracy")).isGreaterThan(0.85);
  }

  @Test
  void transformerReadsDigitsRowByRow() throws ReflectiveOperationException, IOException {
    // Keras' same network reaches 0.82 to 0.85 with three seeds.
    assertThat((double) run("TransformerDigits", "accuracy", 2000, 5)).isGreaterThan(0.75);
  }

  private static Object run(String program, String method, int examples, int epochs)
      throws ReflectiveOperationException, IOException {
    try (URLClassLoader loader = new URLClassLoader(new URL[] {classes.toUri().toURL()})) {
      Method learn = loader.loadClass(program).getDeclaredMethod(method, int.class, int.class);
      learn.setAccessible(true);
      return learn.invoke(null, examples, epochs);
    }
  }
}

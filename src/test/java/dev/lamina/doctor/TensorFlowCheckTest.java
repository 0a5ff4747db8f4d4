package dev.lamina.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.doctor.Finding.Status;
import dev.lamina.doctor.Probe.Answer;
import dev.lamina.doctor.Probe.Trial;
import java.io.File;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TensorFlowCheckTest {
  private static final Optional<String> JAR =
      Optional.of("tensorflow-core-native-1.2.0-linux-x86_64.jar");

  private static Probe ended(String log) {
    return new Probe(Optional.empty(), log, "it ended with code 134");
  }

  @Test
  void findsTheJarOfThePlatform() {
    String others = "a.jar" + File.pathSeparator + "tensorflow-core-native-1.2.0.jar";

    assertThat(TensorFlowCheck.nativeJar(others)).isEmpty();
    assertThat(TensorFlowCheck.nativeJar(others + File.pathSeparator + "/m2/" + JAR.orElseThrow()))
        .isEqualTo(JAR);
  }

  @Test
  void namesVersionsThatAreThereTogether() {
    String one = String.join(File.pathSeparator, "a/tensorflow-core-api-1.1.0.jar", "x.jar");
    String two = String.join(File.pathSeparator, one, "b/tensorflow-core-api-1.0.0.jar");

    assertThat(
            TensorFlowCheck.twice(
                one
                    + File.pathSeparator
                    + "tensorflow-core-native-1.2.0.jar"
                    + File.pathSeparator
                    + JAR.orElseThrow()))
        .isEmpty();
    assertThat(TensorFlowCheck.twice(two))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.status()).isEqualTo(Status.BROKEN);
              assertThat(finding.text())
                  .startsWith(
                      "the class path has tensorflow-core-api-1.0.0.jar and tensorflow-core-api-1.1.0.jar");
            });
  }

  @Test
  void saysThatThereIsNoLibrary() {
    Finding finding = TensorFlowCheck.failed(ended(""), Optional.empty());

    assertThat(finding.status()).isEqualTo(Status.BROKEN);
    assertThat(finding.text()).startsWith("there is no native library");
    assertThat(finding.advice()).startsWith("Build Lamina on this machine");
  }

  @Test
  void saysWhyTheLibraryCannotBeLoaded() {
    String log =
        """
        Exception in thread "main" java.lang.UnsatisfiedLinkError: no jnitensorflow
        \tat x
        Caused by: java.lang.UnsatisfiedLinkError: Could not find jnitensorflow
        \t... 19 more
        """;

    assertThat(TensorFlowCheck.failed(ended(log), JAR).text())
        .isEqualTo(JAR.orElseThrow() + " cannot be loaded: Could not find jnitensorflow");
    assertThat(TensorFlowCheck.failed(ended("core dumped\n"), JAR).text())
        .endsWith("cannot be loaded: it ended with code 134");
  }

  @Test
  void findsADeviceBrokenThatComputesWrongly() {
    Answer answer =
        new Answer(
            "2.21.0",
            "",
            List.of(
                new Trial("/CPU:0", "a dense layer", "", 7),
                new Trial("/CPU:0", "a convolution", "it learned 2.5 instead of 2.75", 8)));

    assertThat(TensorFlowCheck.loaded(answer, JAR, ""))
        .filteredOn(finding -> finding.subject().equals("training"))
        .satisfiesExactly(
            dense ->
                assertThat(dense)
                    .isEqualTo(
                        Finding.ok(
                            "training", "/CPU:0: a dense layer gave the right result in 7 ms")),
            convolution -> {
              assertThat(convolution.status()).isEqualTo(Status.BROKEN);
              assertThat(convolution.text())
                  .isEqualTo("/CPU:0: a convolution failed: it learned 2.5 instead of 2.75");
            });
  }
}

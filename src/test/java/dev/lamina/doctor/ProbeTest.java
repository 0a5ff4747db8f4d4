package dev.lamina.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.doctor.Probe.Answer;
import dev.lamina.doctor.Probe.Trial;
import org.junit.jupiter.api.Test;

class ProbeTest {
  private static final String LOADED = "{\"version\":\"2.21.0\",\"obstacle\":\"\",\"trials\":[]}\n";
  private static final String BEGUN =
      "{\"version\":\"2.21.0\",\"obstacle\":\"\",\"trials\":[{\"device\":\"/CPU:0\",\"what\":\"a\",\"problem\":\"\",\"milliseconds\":3},"
          + "{\"device\":\"/GPU:0\",\"what\":\"b\",\"problem\":\"begun\",\"milliseconds\":0}]}\n";
  private static final String ABORTED = "its process was ended by SIGABRT";

  @Test
  void readsTheLastAnswer() {
    assertThat(Probe.of(LOADED + BEGUN, "", "it ended with code 0").answer())
        .map(Answer::trials)
        .hasValueSatisfying(trials -> assertThat(trials).hasSize(2));
  }

  @Test
  void saysWhichTrialEndedTheProcess() {
    Probe probe =
        Probe.of(
            LOADED + BEGUN,
            "I0000 all is well\nF0000 00:00:1.2 33 x.cc:12] Check failed: a == b\n",
            ABORTED);

    assertThat(probe.answer().orElseThrow().trials())
        .containsExactly(
            new Trial("/CPU:0", "a", "", 3),
            new Trial("/GPU:0", "b", ABORTED + " (Check failed: a == b)", 0));
  }

  @Test
  void javasMessageOfACrashIsNoAnswer() {
    Probe probe =
        Probe.of(
            "#\n# A fatal error has been detected by the Java Runtime Environment:\n#\n#  SIGSEGV (0xb) at pc=0x1\n",
            "",
            "its process was ended by SIGABRT");

    assertThat(probe.answer()).isEmpty();
    assertThat(probe.lastWords()).isEqualTo(ABORTED + " (SIGSEGV (0xb) at pc=0x1)");
  }

  @Test
  void anExceptionSaysMoreThanTheCodeThatJavaThenEndsWith() {
    String log =
        "Exception in thread \"main\" java.lang.UnsatisfiedLinkError: no library\n\tat a\n";

    assertThat(Probe.of("", log, "it ended with code 1").lastWords()).isEqualTo("no library");
    assertThat(Probe.of("", "terminate called\n  what():  no\n", ABORTED).lastWords())
        .isEqualTo(ABORTED + " (no)");
    assertThat(Probe.of("", "", "it did not end within 120 s").lastWords())
        .isEqualTo("it did not end within 120 s");
  }
}

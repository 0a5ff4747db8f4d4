package dev.lamina.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LectureCommandTest {

  @Test
  void givesTheSectionsThatAreAskedFor() {
    Cli run = Cli.run("lecture", "batches", "networks");

    assertThat(run.code()).isZero();
    assertThat(run.out())
        .startsWith("3E: Data sets and batches\n=========================\n\nA data set ds")
        .contains("\n1A-1C: Drawing networks");
    assertThat(run.out().lines().filter(line -> line.startsWith("The") || line.startsWith("A ")))
        .allMatch(line -> line.length() <= 100);
  }

  @Test
  void namesTheNearestSection() {
    Cli run = Cli.run("lecture", "batch");

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("There is no section \"batch\"; did you mean batches?");
  }
}

package dev.lamina.lecture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ComparisonResultTest {

  @Test
  void saysWhatIsCompared() {
    assertThat(ComparisonResults.comparison().heading(Words.ENGLISH))
        .isEqualTo(
            """
            784 → 32 relu → 1 sigmoid, binary cross-entropy, SGD 0.001, seed 1, on /CPU:0
            MNIST, 0 against 1: 12,665 images to train on, 2,115 to test with
            """);
  }

  @Test
  void showsWhatWasFoundWithin100Columns() {
    String text = ComparisonResults.whole().text(Words.ENGLISH);

    assertThat(text)
        .isEqualTo(
            """
            WHOLE
            """);
    assertThat(text.lines()).allMatch(line -> line.length() <= 100);
  }

  @Test
  void comparesOtherTrainingsHonestly() {
    assertThat(ComparisonResults.withOtherEpochs().text(Words.ENGLISH))
        .endsWith(
            """

            With 1 and 3,000 updates, gradient descent and stochastic gradient descent come to different
            train accuracies (0.2149 and 0.9980).
            A batch of the latter takes the same memory, its training took 60.0 times the time.
            """);
  }

  @Test
  void marksAnInterruptedTraining() {
    assertThat(ComparisonResults.interruptedDuringMiniBatch().text(Words.ENGLISH))
        .isEqualTo(
            """
            DURING
            """);
  }

  @Test
  void saysThatTrainingsAreMissing() {
    assertThat(ComparisonResults.interruptedAfterFullBatch().text(Words.ENGLISH))
        .endsWith(
            "39.8 MB\n\nInterrupted after gradient descent; 1 of 3 trainings were finished.\n");
  }
}

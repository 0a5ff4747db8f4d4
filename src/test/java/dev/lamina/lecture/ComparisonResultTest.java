package dev.lamina.lecture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ComparisonResultTest {

  @Test
  void saysWhatIsCompared() {
    assertThat(ComparisonResults.comparison().heading())
        .isEqualTo(
            """
            784 → 32 relu → 1 sigmoid, binary cross-entropy, SGD 0.001, seed 1, on /CPU:0
            MNIST, 0 against 1: 12,665 images to train on, 2,115 to test with
            """);
  }

  @Test
  void showsWhatWasFoundWithin120Columns() {
    String text = ComparisonResults.whole().text();

    assertThat(text)
        .isEqualTo(
            """
                                                         examples   final                            test           µs per    batch
                                batch  epochs  updates       seen    loss        train accuracy  accuracy  seconds  update   memory
            full-batch GD      12,665     700      700  8,865,500  0.4746  12606/12665 = 0.9953    0.9991     8.03  11,471  39.8 MB
            mini-batch SGD      2,048     100      700  1,266,500  0.4786  12578/12665 = 0.9931    0.9991     1.44   2,057   6.4 MB
            single-sample SGD       1       1   12,665     12,665  0.5204   9289/12665 = 0.7334    0.9991     0.04    2.80   3.1 kB

            With the same 700 updates, full batch and mini-batch come to nearly the same train accuracy (0.9953 and 0.9931);
            the mini-batch needs 1/6 of the memory and took 1/6 of the time.
            """);
    assertThat(text.lines()).allMatch(line -> line.length() <= 120);
  }

  @Test
  void comparesOtherTrainingsHonestly() {
    assertThat(ComparisonResults.withOtherEpochs().text())
        .endsWith(
            """

            With 1 and 3,000 updates, full batch and mini-batch come to different train accuracies (0.2149 and 0.9980);
            the mini-batch needs the same memory and took 60.0 times the time.
            """);
  }

  @Test
  void marksAnInterruptedTraining() {
    assertThat(ComparisonResults.interruptedDuringMiniBatch().text())
        .isEqualTo(
            """
                                                        examples   final                            test           µs per    batch
                               batch  epochs  updates       seen    loss        train accuracy  accuracy  seconds  update   memory
            full-batch GD     12,665     700      700  8,865,500  0.4746  12606/12665 = 0.9953    0.9991     8.03  11,471  39.8 MB
            mini-batch SGD *   2,048      50      350    633,250  0.5687  11000/12665 = 0.8685    0.9991     0.72   2,057   6.4 MB

            Interrupted during mini-batch SGD; 1 of 3 trainings were finished.
            """);
  }

  @Test
  void saysThatTrainingsAreMissing() {
    assertThat(ComparisonResults.interruptedAfterFullBatch().text())
        .endsWith("39.8 MB\n\nInterrupted after full-batch GD; 1 of 3 trainings were finished.\n");
  }
}

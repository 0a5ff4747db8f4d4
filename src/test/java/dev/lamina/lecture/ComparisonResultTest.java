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
                                                                                     stochastic
                                          gradient            stochastic  gradient descent with
                                           descent      gradient descent         batch size = 1
            batch size                      12,665                 2,048                      1
            epochs                             700                   100                      1
            updates                            700                   700                 12,665
            examples seen                8,865,500             1,266,500                 12,665
            their order                as in MNIST           as in MNIST               shuffled
            loss                            0.4746                0.4786                 0.0128
            train accuracy    12606/12665 = 0.9953  12578/12665 = 0.9931   12635/12665 = 0.9976
            counted         before the last update        after training         after training
            while training    12606/12665 = 0.9953  12578/12665 = 0.9931   12635/12665 = 0.9976
            test accuracy                   0.9991                0.9991                 0.9991
            seconds                           8.03                  1.44                   0.04
            µs per update                   11,471                 2,057                   2.80
            batch memory                   39.8 MB                6.4 MB                 3.1 kB

            With the same 700 updates, gradient descent and stochastic gradient descent come to nearly the same
            train accuracy (0.9953 and 0.9931).
            A batch of the latter takes 1/6 of the memory, its training took 1/6 of the time.
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
                                          gradient            stochastic
                                           descent    gradient descent *
            batch size                      12,665                 2,048
            epochs                             700                    50
            updates                            700                   350
            examples seen                8,865,500               633,250
            their order                as in MNIST           as in MNIST
            loss                            0.4746                0.5687
            train accuracy    12606/12665 = 0.9953  11000/12665 = 0.8685
            counted         before the last update        after training
            while training    12606/12665 = 0.9953  11000/12665 = 0.8685
            test accuracy                   0.9991                0.9991
            seconds                           8.03                  0.72
            µs per update                   11,471                 2,057
            batch memory                   39.8 MB                6.4 MB

            Interrupted during stochastic gradient descent; 1 of 3 trainings were finished.
            """);
  }

  @Test
  void saysThatTrainingsAreMissing() {
    assertThat(ComparisonResults.interruptedAfterFullBatch().text(Words.ENGLISH))
        .endsWith(
            "39.8 MB\n\nInterrupted after gradient descent; 1 of 3 trainings were finished.\n");
  }
}

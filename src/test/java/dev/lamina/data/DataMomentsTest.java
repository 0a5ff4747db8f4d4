package dev.lamina.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.layer.Moments;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;

class DataMomentsTest {

  @Test
  void areTheMeanAndVarianceOfEachFeature() {
    Dataset dataset = Dataset.ofInputs(new float[][] {{1, 10}, {3, 10}, {5, 40}});

    assertThat(dataset.moments())
        .isEqualTo(new Moments(List.of(3f, 20f), List.of((float) (8 / 3.0), 200f)));
  }

  @Test
  void areThoseOfTheLastAxisOverAllPlaces() {
    Dataset images = Dataset.ofInputs(new float[][] {{1, 2, 3, 6}}).reshape(Shape.of(2, 1, 2));

    assertThat(images.moments()).isEqualTo(new Moments(List.of(2f, 4f), List.of(1f, 4f)));
  }

  @Test
  void areOfASingleNumberIfThatIsTheInput() {
    Dataset scalars = Dataset.of(Shape.scalar(), new float[] {1, 3}, Shape.of(0), new float[0]);

    assertThat(scalars.moments()).isEqualTo(new Moments(List.of(2f), List.of(1f)));
  }

  @Test
  void areOfTheExamplesThatAnEpochVisits() {
    Dataset dataset = Dataset.ofInputs(new float[][] {{1}, {3}, {100}});

    assertThat(dataset.shuffle(1).filter(e -> e.x()[0] < 10).moments())
        .isEqualTo(new Moments(List.of(2f), List.of(1f)));
    assertThat(dataset.take(1).moments()).isEqualTo(new Moments(List.of(1f), List.of(0f)));
  }

  @Test
  void loseNothingWhereTheMeanIsLarge() {
    float[][] x = new float[1000][1];
    for (int i = 0; i < x.length; i++) {
      x[i][0] = 10_000_000 + (i % 2 == 0 ? 1 : -1);
    }

    assertThat(Dataset.ofInputs(x).moments())
        .isEqualTo(new Moments(List.of(10_000_000f), List.of(1f)));
  }

  @Test
  void needExamplesOfFiniteNumbers() {
    assertThatThrownBy(() -> Dataset.ofInputs(new float[][] {{1}}).take(0).moments())
        .isInstanceOf(DataException.class)
        .hasMessageStartingWith("The data set is empty: it has no moments");
    assertThatThrownBy(() -> Dataset.ofInputs(new float[][] {{Float.NaN}}).moments())
        .hasMessageContaining("Means must be finite");
  }
}

package dev.lamina.model;

import static dev.lamina.layer.Layers.dense;
import static dev.lamina.layer.Layers.flatten;
import static dev.lamina.layer.Layers.softmax;
import static dev.lamina.train.loss.Losses.sparseCategoricalCrossentropy;
import static dev.lamina.train.optimizer.Optimizers.adam;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.data.DataException;
import dev.lamina.data.Dataset;
import dev.lamina.data.ImageFile;
import dev.lamina.data.ResizeMethod;
import dev.lamina.serving.Predictor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.ndarray.Shape;

/** Pictures in folders, whose names stay with the model. */
class ClassNamesTest {
  private static final Path PICTURES = Path.of("src", "test", "resources", "pictures");
  private static final Shape SMALL = Shape.of(6, 5, 3);

  @TempDir private Path folder;
  private Path photos;

  @BeforeEach
  void makeFolders() throws IOException {
    photos = folder.resolve("photos");
    copy("rgba8.png", "zebra/b.png");
    copy("exif6.jpg", "zebra/more/a.jpg");
    copy("ycck.jpg", "ant/1.jpg");
    Files.writeString(photos.resolve("zebra/.DS_Store"), "left out");
    Files.writeString(photos.resolve("README"), "left out, too");
  }

  private void copy(String picture, String place) throws IOException {
    Path to = photos.resolve(place);
    Files.createDirectories(to.getParent());
    Files.copy(PICTURES.resolve(picture), to);
  }

  @Test
  void aFolderIsAClass() {
    Dataset data = Dataset.images(photos, SMALL, ResizeMethod.BILINEAR);

    assertThat(data.classes()).containsExactly("ant", "zebra");
    assertThat(data.size()).isEqualTo(3);
    assertThat(data.stream().map(each -> each.y()[0])).containsExactly(0f, 1f, 1f);
    assertThat(data.get(2).x())
        .isEqualTo(
            ImageFile.read(photos.resolve("zebra/more/a.jpg"), SMALL, ResizeMethod.BILINEAR));
    assertThat(data.shuffle(1).take(2).cache().map(e -> e).classes())
        .containsExactly("ant", "zebra");
  }

  @Test
  void namesStayWithTheModel() throws IOException {
    Dataset data = Dataset.images(photos, SMALL);
    Path saved = folder.resolve("model");
    Path exported = folder.resolve("export");
    try (Model model =
        Sequential.of(SMALL, flatten(), dense(2), softmax())
            .compile(adam(0.01), sparseCategoricalCrossentropy())) {
      assertThat(model.classes()).isEmpty();
      model.fit(data.shuffle(1).batch(2), 60);
      assertThat(model.classes()).containsExactly("ant", "zebra");
      assertThat(model.predictLabel(data.get(0).x())).isEqualTo("ant");
      model.save(saved);
      model.export(exported);
    }
    try (Model again = Model.load(saved)) {
      assertThat(again.classes()).containsExactly("ant", "zebra");
      assertThat(again.predictLabel(data.get(2).x())).isEqualTo("zebra");
    }
    assertThat(Files.readString(exported.resolve("assets/labels.txt"))).contains("zebra");
    try (Predictor predictor = Predictor.load(exported)) {
      assertThat(predictor.predictLabel(data.get(1).x())).isEqualTo("zebra");
    }
  }

  @Test
  void namesCanBeGiven() {
    Dataset named = Dataset.of(new float[][] {{1}, {2}, {3}}, new String[] {"no", "yes", "no"});
    assertThat(named.classes()).containsExactly("no", "yes");
    assertThat(named.stream().map(each -> each.y()[0])).containsExactly(0f, 1f, 0f);
    assertThatThrownBy(() -> named.concat(named.classes(List.of("a", "b"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[no, yes] and [a, b]");
  }

  @Test
  void namesWhatIsWrongInAFolder() throws IOException {
    refused(folder.resolve("none"), "There is no folder");
    refused(photos.resolve("ant"), "has no folders");
    Path empty = Files.createDirectory(photos.resolve("bee"));
    refused(photos, empty + " has no pictures");
    Path text = Files.writeString(empty.resolve("notes.txt"), "hello");
    refused(photos, text + " is no picture");
    Files.delete(text);
    byte[] whole = Files.readAllBytes(PICTURES.resolve("rgba8.png"));
    Path cut = Files.write(empty.resolve("cut.png"), Arrays.copyOf(whole, 80));
    Dataset data = Dataset.images(photos, SMALL);
    assertThatThrownBy(data::cache)
        .isInstanceOf(DataException.class)
        .hasMessageContaining(cut.toString());
    assertThatThrownBy(() -> Dataset.images(photos, Shape.of(3)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[height, width, 3]");
  }

  private static void refused(Path folder, String message) {
    assertThatThrownBy(() -> Dataset.images(folder, SMALL))
        .isInstanceOf(DataException.class)
        .hasMessageContaining(message);
  }
}

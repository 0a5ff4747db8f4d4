package dev.lamina.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.data.Numpy;
import dev.lamina.data.Values;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of data sets of every kind. */
class DataCommandTest {
  @TempDir private Path folder;

  @Test
  void describesTheColumnsOfATable() {
    Cli data = Cli.run("data", "datasets/penguins.csv", "--missing", ".");

    assertThat(data.err()).isEmpty();
    assertThat(data.code()).isZero();
    assertThat(data.out())
        .startsWith("344 rows, 7 columns\n\ncolumn ")
        .contains("bill_length_mm     number        2       164  32.1 to 59.6, mean 43.92\n")
        .contains("sex                text         11         2  MALE (168), FEMALE (165)\n");
  }

  @Test
  void takesOtherDelimiters() throws IOException {
    Path file = Files.writeString(folder.resolve("x.csv"), "a;b\n1;2\n");

    assertThat(Cli.run("data", file.toString(), "--delimiter", ";").out())
        .startsWith("1 rows, 2 columns\n");
  }

  @Test
  void describesTheClassesOfPictures() throws IOException {
    for (int i = 0; i < 5; i++) {
      Path kind = Files.createDirectories(folder.resolve(i % 2 == 0 ? "cats" : "dogs"));
      BufferedImage picture = new BufferedImage(8 + i, 6, BufferedImage.TYPE_INT_RGB);
      ImageIO.write(picture, "png", kind.resolve(i + ".png").toFile());
    }

    assertThat(Cli.run("data", folder.toString()).out())
        .isEqualTo(
            """
            5 pictures, 2 classes

            class  pictures  sizes of the first
            cats          3  8 x 6, 10 x 6, 12 x 6
            dogs          2  9 x 6, 11 x 6
            """);
    Cli page = Cli.run("data", folder.toString(), "--report", folder.resolve(".page").toString());
    assertThat(page.out()).endsWith("report: " + folder.resolve(".page/index.html") + "\n");
    assertThat(folder.resolve(".page/index.html"))
        .content()
        .contains("5 pictures, 2 classes", "<img", "A dogs", "lamina data ");
  }

  @Test
  void writesAPageOfATable() {
    Path page = folder.resolve("page.html");

    Cli data = Cli.run("data", "datasets/penguins.csv", "--report", page.toString());

    assertThat(data.out()).startsWith("344 rows").endsWith("report: " + page + "\n");
    assertThat(page).content().contains("344 rows, 7 columns", "bill_length_mm", "Gentoo (124)");
  }

  @Test
  void looksAtThePlaceOfThePageFirst() throws IOException {
    Path file = Files.writeString(folder.resolve("mine.html"), "mine");

    Cli data = Cli.run("data", "datasets/penguins.csv", "--report", file.toString());

    assertThat(data.code()).isEqualTo(1);
    assertThat(data.out()).isEmpty();
    assertThat(data.err()).contains(file + " is there and was not written by Lamina");
  }

  @Test
  void describesArrays() {
    Path one = folder.resolve("x.npy");
    Path all = folder.resolve("all.npz");
    Values floats = Values.of(new float[][] {{1, 2, 3}, {4, 5, 6}});
    Numpy.write(one, floats);
    Numpy.write(all, Map.of("x", floats, "labels", Values.of(new long[] {0, 1})));

    assertThat(Cli.run("data", one.toString()).out()).isEqualTo("float32 [2, 3]\n");
    assertThat(Cli.run("data", all.toString()).out())
        .isEqualTo("array   holds\nlabels  int64 [2]\nx       float32 [2, 3]\n");
  }

  @Test
  void describesMnist() {
    assertThat(Cli.run("data", "datasets/mnist").out())
        .startsWith("to train on: 60000 examples, ")
        .contains("to test with: 10000 examples, ");
  }

  @Test
  void saysWhatIsNoData() throws IOException {
    Path missing = folder.resolve("none.csv");
    Path unknown = Files.createFile(folder.resolve("x.json"));

    Cli none = Cli.run("data", missing.toString());
    assertThat(none.code()).isEqualTo(1);
    assertThat(none.err())
        .isEqualTo("lamina: There is no file or folder " + missing + "; check the name.\n");
    Cli json = Cli.run("data", unknown.toString());
    assertThat(json.code()).isEqualTo(1);
    assertThat(json.err())
        .startsWith(
            "lamina: What kind of data " + unknown + " holds cannot be told from its name;");
    assertThat(Cli.run("data", folder.toString()).err()).contains("has no folders; give one");
  }
}

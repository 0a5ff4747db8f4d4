package dev.lamina.data;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * MNIST, handwritten digits: 28 by 28 pixels of grey and the digit they show.
 *
 * <p>x has shape {@code [784]}, the rows of an image one after the other, from 0 for the paper to 1
 * for the ink; {@code reshape(Shape.of(28, 28, 1))} gives images. y has shape {@code [1]} and holds
 * the digit, 0 to 9.
 *
 * <p>The four files are taken from the first of these places that has them all, and their checksums
 * are verified:
 *
 * <ol>
 *   <li>the folder {@code mnist} in the folder that the system property {@code lamina.data} names;
 *   <li>{@code datasets/mnist} in the working directory;
 *   <li>the user's cache, {@code lamina/mnist} in {@code $XDG_CACHE_HOME} or {@code ~/.cache}; on
 *       macOS in {@code ~/Library/Caches}; on Windows in {@code %LOCALAPPDATA%};
 *   <li>public mirrors on the internet, from where they are put into that cache.
 * </ol>
 *
 * @see <a href="https://doi.org/10.1109/5.726791">LeCun, Bottou, Bengio and Haffner, Gradient-based
 *     learning applied to document recognition (1998)</a>
 */
public final class Mnist {

  private Mnist() {}

  /**
   * Reads the 60,000 examples to train on.
   *
   * @throws DataException if the files are nowhere to be had, or are not the true ones
   */
  public static Dataset train() {
    return folder().train();
  }

  /**
   * Reads the 10,000 examples to test with.
   *
   * @throws DataException if the files are nowhere to be had, or are not the true ones
   */
  public static Dataset test() {
    return folder().test();
  }

  /**
   * Returns the first of the places that has the files.
   *
   * @throws DataException if the files are nowhere to be had
   */
  public static MnistFolder folder() {
    return MnistStore.ofThisMachine().find();
  }

  /** Returns the folders that are looked at, in their order; the last one is the cache. */
  public static List<MnistFolder> places() {
    MnistStore store = MnistStore.ofThisMachine();
    return Stream.concat(store.folders().stream(), Stream.of(store.cache()))
        .map(MnistFolder::new)
        .toList();
  }

  /** Returns where the files are fetched from if no folder has them. */
  public static List<URI> mirrors() {
    return MnistDownload.ofPublicMirrors().mirrors();
  }

  /**
   * Returns the data sets of one folder, which must hold the files: no other place is looked at.
   */
  public static MnistFolder in(Path folder) {
    return new MnistFolder(folder);
  }
}

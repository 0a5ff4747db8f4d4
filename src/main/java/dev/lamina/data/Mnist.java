package dev.lamina.data;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
    return find(places(), MnistDownload.ofPublicMirrors());
  }

  /** Finds the first place that has the files; if none does, fills the last one. */
  static MnistFolder find(List<MnistFolder> places, MnistDownload download) {
    return places.stream()
        .filter(place -> place.missing().isEmpty())
        .findFirst()
        .orElseGet(
            () -> {
              MnistFolder cache = places.get(places.size() - 1);
              download.fill(cache.folder());
              return cache;
            });
  }

  /** Returns the folders that are looked at, in their order; the last one is the cache. */
  public static List<MnistFolder> places() {
    Path cache =
        cache(
            System.getProperty("os.name"),
            System.getenv(),
            Path.of(System.getProperty("user.home")));
    Stream<Path> named = Stream.ofNullable(System.getProperty("lamina.data")).map(Path::of);
    return Stream.concat(named, Stream.of(Path.of("datasets"), cache))
        .map(place -> new MnistFolder(place.resolve("mnist")))
        .toList();
  }

  /** The folder where Lamina may keep, for one user, what it can fetch again. */
  static Path cache(String operatingSystem, Map<String, String> environment, Path home) {
    String system = operatingSystem.toLowerCase(Locale.ROOT);
    Path caches;
    if (system.startsWith("windows")) {
      caches = named(environment, "LOCALAPPDATA", home.resolve("AppData").resolve("Local"));
    } else if (system.startsWith("mac")) {
      caches = home.resolve("Library").resolve("Caches");
    } else {
      caches = named(environment, "XDG_CACHE_HOME", home.resolve(".cache"));
    }
    return caches.resolve("lamina");
  }

  /** The XDG specification says that a relative or empty name does not count. */
  private static Path named(Map<String, String> environment, String variable, Path otherwise) {
    Path folder = Path.of(environment.getOrDefault(variable, ""));
    return folder.isAbsolute() ? folder : otherwise;
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

package dev.lamina.data;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The places where MNIST's files may be, in the order of looking.
 *
 * @param folders folders that somebody may have filled
 * @param cache the folder that Lamina fills
 * @param download how it is filled
 */
record MnistStore(List<Path> folders, Path cache, MnistDownload download) {

  MnistStore {
    folders = List.copyOf(folders);
  }

  static MnistStore ofThisMachine() {
    Stream<Path> named =
        Optional.ofNullable(System.getProperty("lamina.data")).stream().map(Path::of);
    Stream<Path> folders = Stream.concat(named, Stream.of(Path.of("datasets")));
    return new MnistStore(
        folders.map(folder -> folder.resolve("mnist")).toList(),
        CacheFolder.ofThisMachine().resolve("mnist"),
        MnistDownload.ofPublicMirrors());
  }

  /** Finds the folder that has the files; if none does, fills the cache. */
  MnistFolder find() {
    return Stream.concat(folders.stream(), Stream.of(cache))
        .map(MnistFolder::new)
        .filter(MnistFolder::isComplete)
        .findFirst()
        .orElseGet(this::downloaded);
  }

  private MnistFolder downloaded() {
    download.fill(cache);
    return new MnistFolder(cache);
  }
}

package dev.lamina.data;

import dev.lamina.io.Reading;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.tensorflow.ndarray.Shape;

/**
 * Pictures in a folder that has a folder for each class.
 *
 * @param classes the names of the folders, sorted
 * @param files the pictures of the first class, then those of the second, and so on, each sorted
 * @param labels the class of each
 */
record ImageFolder(List<String> classes, List<Path> files, List<Integer> labels) {

  /** Finds the pictures, none of which is read yet. */
  static ImageFolder of(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new DataException(
          "There is no folder %s; give one that has a folder of pictures for each class."
              .formatted(folder));
    }
    List<Path> folders =
        listed(folder, 1).stream().filter(each -> Files.isDirectory(each)).toList();
    if (folders.isEmpty()) {
      throw new DataException(
          "%s has no folders; give one that has a folder of pictures for each class."
              .formatted(folder));
    }
    List<Path> files = new ArrayList<>();
    List<Integer> labels = new ArrayList<>();
    for (int label = 0; label < folders.size(); label++) {
      List<Path> pictures = pictures(folders.get(label));
      files.addAll(pictures);
      labels.addAll(Collections.nCopies(pictures.size(), label));
    }
    return new ImageFolder(
        folders.stream().map(each -> String.valueOf(each.getFileName())).toList(), files, labels);
  }

  private static List<Path> pictures(Path folder) {
    List<Path> files =
        listed(folder, Integer.MAX_VALUE).stream()
            .filter(each -> Files.isRegularFile(each))
            .toList();
    for (Path file : files) {
      if (!ImageFile.isImage(file)) {
        throw new DataException(
            "%s is no picture; take it out of the folder of a class.".formatted(file));
      }
    }
    if (files.isEmpty()) {
      throw new DataException(
          "%s has no pictures; put some in, or take the folder away, for it stands for a class."
              .formatted(folder));
    }
    return files;
  }

  /** What is in a folder, up to so many folders below it, sorted, without what is hidden. */
  private static List<Path> listed(Path folder, int depth) {
    return Reading.of(
        folder,
        DataException::new,
        () -> {
          try (Stream<Path> paths = Files.walk(folder, depth)) {
            return paths
                .skip(1)
                .filter(path -> !String.valueOf(path.getFileName()).startsWith("."))
                .sorted()
                .toList();
          }
        });
  }

  /** The pictures brought to a shape, and the numbers of their classes. */
  Source source(Shape shape, ResizeMethod method) {
    ImageFile.checkShape(shape);
    return new FunctionSource(
            files.size(),
            shape,
            Shape.of(1),
            (row, into, offset) ->
                Sources.copy(ImageFile.read(files.get(row), shape, method), into, offset),
            (row, into, offset) -> into[offset] = labels.get(row))
        .withClasses(classes);
  }
}

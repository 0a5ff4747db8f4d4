package dev.lamina.data;

import dev.lamina.io.Reading;
import dev.lamina.text.Table;
import dev.lamina.text.Table.Column;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
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
  /** How many pictures of a class are read to describe it. */
  private static final int SIZES_SHOWN = 3;

  /** Finds the pictures, none of which is read yet. */
  static ImageFolder of(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new DataException(
          "There is no folder %s; give one that has a folder of pictures for each class."
              .formatted(folder));
    }
    List<Path> folders = folders(folder);
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

  /** The folders in a folder, sorted. */
  static List<Path> folders(Path folder) {
    return listed(folder, 1).stream().filter(each -> Files.isDirectory(each)).toList();
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

  /** A line for each class: how many pictures it has, and the sizes of the first ones. */
  DataDescription describe() {
    Table table =
        Table.of(Column.left("class"), Column.right("pictures"), Column.left("sizes of the first"));
    for (int label = 0; label < classes.size(); label++) {
      int first = labels.indexOf(label);
      int count = Collections.frequency(labels, label);
      String sizes =
          files.subList(first, first + Math.min(count, SIZES_SHOWN)).stream()
              .map(file -> ImageFile.open(file).luminance())
              .map(image -> "%s x %s".formatted(image.width(), image.height()))
              .distinct()
              .collect(Collectors.joining(", "));
      table = table.row(classes.get(label), String.valueOf(count), sizes);
    }
    return DataDescription.of(
        "%s pictures, %s classes".formatted(files.size(), classes.size()), table);
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

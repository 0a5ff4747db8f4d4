package dev.lamina.bench;

import dev.lamina.model.Model;
import dev.lamina.serving.Loading;
import dev.lamina.serving.Predictor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Makes a predictor of a model, by way of a SavedModel as a service has it. */
final class Served {
  private Served() {}

  /** The model exported and loaded; its files are gone when this returns. */
  static Predictor of(Model model) {
    try {
      Path folder = Files.createTempDirectory("lamina-bench");
      try {
        Path export = folder.resolve("model");
        model.export(export);
        return Predictor.load(export, Loading.standard().device(model.device()));
      } finally {
        delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> innerFirst = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : innerFirst) {
        Files.delete(file);
      }
    }
  }
}

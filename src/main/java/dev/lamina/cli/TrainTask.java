package dev.lamina.cli;

import dev.lamina.data.Dataset;
import dev.lamina.model.Model;
import dev.lamina.model.TableModel;
import dev.lamina.prepare.Preparation;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The examples of a training.
 *
 * @param train to train on
 * @param test to test with
 * @param preparation what was learned of the columns, if they are the rows of a table
 */
record TrainTask(Dataset train, Dataset test, Optional<Preparation> preparation) {

  /** Saves a model, with what was learned of the columns. */
  void save(Model model, Path folder) {
    preparation.ifPresentOrElse(
        prepared -> TableModel.of(prepared, model).save(folder), () -> model.save(folder));
  }
}

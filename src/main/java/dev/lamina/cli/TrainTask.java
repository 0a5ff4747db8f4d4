package dev.lamina.cli;

import dev.lamina.data.Dataset;
import dev.lamina.model.Functional;
import dev.lamina.model.Model;
import dev.lamina.model.Settings;
import dev.lamina.model.TableModel;
import dev.lamina.prepare.Preparation;
import java.util.Optional;

/**
 * The examples of a training.
 *
 * @param train to train on
 * @param test to test with
 * @param preparation what was learned of the columns, if they are the rows of a table
 */
record TrainTask(Dataset train, Dataset test, Optional<Preparation> preparation) {

  static TrainTask of(Dataset.Split parts) {
    return new TrainTask(parts.first(), parts.second(), Optional.empty());
  }

  /** A model, which saves what was learned of the columns as well. */
  Model compile(Functional network, Settings settings) {
    Model model = network.compile(settings);
    return preparation.map(prepared -> TableModel.of(prepared, model).model()).orElse(model);
  }
}

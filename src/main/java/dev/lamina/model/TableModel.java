package dev.lamina.model;

import dev.lamina.data.Batches;
import dev.lamina.data.Table;
import dev.lamina.io.FileException;
import dev.lamina.persist.Export;
import dev.lamina.prepare.Preparation;
import dev.lamina.train.metric.ClassNumbers;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A model of a table's rows: a network behind what was learned of the columns. It is trained,
 * saved, exported and asked with raw rows:
 *
 * <pre>{@code
 * Preparation prepared = columns.adapt(train, "species");
 * try (TableModel model = TableModel.of(prepared, network.compile(adam(), loss, accuracy()))) {
 *   model.fit(train, 32, epochs(50));
 *   System.out.println(model.predict(Map.of("island", "Biscoe", "body_mass_g", 4300)));
 *   model.save(Path.of("models/penguins"));
 *   model.export(Path.of("export/penguins"));
 * }
 * }</pre>
 *
 * @param preparation what was learned of the columns
 * @param model closed when this is; saves what was learned of the columns with everything else,
 *     also in the checkpoints of its fits
 */
public record TableModel(Preparation preparation, Model model) implements AutoCloseable {
  /**
   * A model of rows.
   *
   * @throws dev.lamina.layer.ShapeException if the network takes another number of numbers than the
   *     columns give, or gives another than there are classes
   */
  public TableModel {
    preparation.check(model.network());
    model.preparation(preparation);
  }

  /** As the constructor. */
  public static TableModel of(Preparation preparation, Model model) {
    return new TableModel(preparation, model);
  }

  /**
   * What {@link #save} or a checkpoint of {@link #fit} saved, as {@link Model#load(Path)}.
   *
   * @throws FileException if there is none, or it is damaged or no table's
   */
  public static TableModel load(Path folder) {
    Model model = Model.load(folder);
    try {
      Preparation preparation =
          model
              .preparation()
              .orElseThrow(
                  () ->
                      new FileException(
                          "%s holds a model, but nothing that was learned of a table's columns; load it by Model.load."
                              .formatted(folder)));
      return new TableModel(preparation, model);
    } catch (RuntimeException e) {
      model.close();
      throw e;
    }
  }

  /** Saves the model with what was learned of the columns, as {@link Model#save(Path)}. */
  public void save(Path folder) {
    model.save(folder);
  }

  /** Exports a SavedModel that takes the raw columns by their names, {@code [batch, 1]} each. */
  public void export(Path folder) {
    export(folder, Export.standard());
  }

  /** As {@link #export(Path)}, in another way. */
  public void export(Path folder, Export export) {
    model.export(folder, export.raw(preparation));
  }

  /** Trains on rows with their targets, shuffled by the model's seed. */
  public History fit(Table rows, int batch, Fit fit) {
    return model.fit(batches(rows, batch), fit);
  }

  private Batches batches(Table rows, int batch) {
    return preparation.dataset(rows).shuffle(model.settings().seed()).batch(batch);
  }

  /**
   * The loss and the metrics on rows with their targets; of numbers in units of their deviation.
   */
  public Evaluation evaluate(Table rows) {
    return model.evaluate(preparation.dataset(rows));
  }

  /**
   * The prediction for one row: a map from columns to values, or a record, as {@link Table#ofRows}.
   *
   * @throws dev.lamina.data.DataException if a column is missing; names the nearest. A value that
   *     is not known is "", NaN or null
   */
  public RowPrediction predict(Object row) {
    return predict(Table.ofRows(List.of(row))).get(0);
  }

  /** The predictions for some rows, in their order. */
  public List<RowPrediction> predict(Table rows) {
    float threshold = model.settings().objectives().get(0).loss().threshold();
    return rows.rows() == 0
        ? List.of()
        : Arrays.stream(model.predict(preparation.inputs(rows)))
            .map(output -> prediction(output, threshold))
            .toList();
  }

  private RowPrediction prediction(float[] output, float threshold) {
    List<String> classes = preparation.classes();
    if (classes.isEmpty()) {
      return new RowPrediction("", preparation.target().restored(output[0]), Map.of());
    }
    float[] each = output.length == 1 ? new float[] {1 - output[0], output[0]} : output;
    Map<String, Float> all = new LinkedHashMap<>();
    for (int i = 0; i < each.length; i++) {
      all.put(classes.get(i), each[i]);
    }
    int best = ClassNumbers.predicted(output, threshold);
    return new RowPrediction(classes.get(best), each[best], all);
  }

  @Override
  public void close() {
    model.close();
  }
}

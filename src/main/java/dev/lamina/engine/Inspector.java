package dev.lamina.engine;

import dev.lamina.data.Dataset;
import dev.lamina.layer.FloatArray;
import dev.lamina.network.Network;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.types.TFloat32;

/**
 * Looks inside a network: the loss of each example and its gradients, with every layer as it is in
 * predictions. Owns a session of its own.
 */
public final class Inspector implements AutoCloseable {
  private static final String PREFIX = "inspection";
  private static final String LOSSES = "losses";
  private static final String BY_INPUT = "byInput";
  private static final String BY = "by";

  private final Training training;
  private final Program program;

  /**
   * An inspector of a network with its loss.
   *
   * @param weights all of them, by name in the network
   * @param device as resolved
   */
  public Inspector(Training training, Map<String, FloatArray> weights, Device device) {
    this.training = training;
    Network network = training.network();
    program = new Program(network.weightShapes(), device, 0, PredictFunction.options(true));
    program.assign(weights);
  }

  /** The loss of each example of a data set, in its order, without penalties. */
  public float[] losses(Dataset data) {
    float[] losses = new float[data.size()];
    run(
        data,
        List.of(LOSSES),
        (rows, results) -> {
          float[] own = results.get(0).values();
          System.arraycopy(own, 0, losses, rows.from(), own.length);
        });
    return losses;
  }

  /**
   * The gradient of each example's loss by its inputs, row-major, in the data set's order.
   *
   * @throws IllegalArgumentException if the inputs are ids, which no loss changes smoothly with
   */
  public float[][] inputGradients(Dataset data) {
    if (!training.network().ids().isEmpty()) {
      throw new IllegalArgumentException(
          "The network's inputs %s are ids, by which there is no gradient; take those by the weights, gradients(data), or the activations of the embedding."
              .formatted(training.network().ids().keySet()));
    }
    float[][] gradients = new float[data.size()][];
    run(
        data,
        List.of(BY_INPUT),
        (rows, results) -> {
          float[] all = results.get(0).values();
          int width = all.length / rows.count();
          for (int i = 0; i < rows.count(); i++) {
            gradients[rows.from() + i] = Arrays.copyOfRange(all, i * width, (i + 1) * width);
          }
        });
    return gradients;
  }

  /** The gradient of the loss over a data set, penalties included, by each weight that learns. */
  public Map<String, FloatArray> gradients(Dataset data) {
    List<String> names = List.copyOf(training.trainedWeights().keySet());
    Map<String, FloatArray> sums = new LinkedHashMap<>();
    run(
        data,
        names.stream().map(name -> Program.op(BY, name)).toList(),
        (rows, results) -> {
          for (int i = 0; i < names.size(); i++) {
            FloatArray own = results.get(i);
            float share = (float) rows.count() / data.size();
            float[] sum = sums.computeIfAbsent(names.get(i), name -> zeros(own)).values();
            for (int k = 0; k < sum.length; k++) {
              sum[k] += share * own.values()[k];
            }
          }
        });
    return sums;
  }

  private static FloatArray zeros(FloatArray like) {
    return new FloatArray(like.shape(), new float[like.values().length]);
  }

  private void run(
      Dataset data, List<String> fetched, BiConsumer<ExampleReader.Slice, List<FloatArray>> use) {
    ExampleReader reader = ExampleReader.of(training, data);
    program.add(write(data.weighted(), fetched.contains(BY_INPUT)), PREFIX);
    for (ExampleReader.Slice rows : reader.slices(PredictFunction.sliceExamples(data.xShape()))) {
      Session.Runner runner = program.session().runner();
      fetched.forEach(name -> runner.fetch(PREFIX + "/" + name));
      try (NativeRows examples = reader.read(rows)) {
        examples.tensors().forEach((name, tensor) -> runner.feed(PREFIX + "/" + name, tensor));
        try (Result result = runner.run()) {
          List<FloatArray> results = new ArrayList<>();
          result.forEach(entry -> results.add(Tensors.array((TFloat32) entry.getValue())));
          use.accept(rows, results);
        }
      }
    }
  }

  private GraphDef write(boolean weighted, boolean byInput) {
    try (GraphFunctions functions = new GraphFunctions("", false, true);
        Graph graph = new Graph()) {
      Ops tf = program.device().place(GraphOps.of(graph));
      Evaluator.ScoredGraph scored = Evaluator.ScoredGraph.of(tf, functions, training, weighted);
      Score score = scored.score();
      Operand<TFloat32> each = score.each();
      tf.withName(LOSSES).identity(each);
      if (byInput) {
        tf.withName(BY_INPUT).identity(Gradients.of(tf, each, List.of(scored.x())).get(0));
      }
      List<String> names = List.copyOf(training.trainedWeights().keySet());
      List<Operand<TFloat32>> by =
          Gradients.of(
              tf,
              score.loss(),
              names.stream()
                  .map(name -> Objects.requireNonNull(scored.weights().get(name)))
                  .toList());
      for (int i = 0; i < names.size(); i++) {
        tf.withName(Program.op(BY, names.get(i))).identity(by.get(i));
      }
      return functions.finished(graph);
    }
  }

  @Override
  public void close() {
    program.close();
  }
}

package dev.lamina.engine;

import dev.lamina.layer.Shapes;
import dev.lamina.network.Sequential;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tensorflow.Graph;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.types.TFloat32;

/**
 * The ops of a forward pass in a program, for batches of any size.
 *
 * @param inputs by the name under which a chunk of examples holds what is fed to them
 * @param prediction gives {@code [batch, ...output]}
 * @param lossSum gives the sum of the losses, a scalar
 * @param totals gives the metrics' totals, {@code [totals]}
 */
record ForwardGraph(
    Map<String, GraphOperation> inputs,
    GraphOperation prediction,
    GraphOperation lossSum,
    GraphOperation totals) {
  private static final String PREDICTION = "prediction";
  private static final String LOSS_SUM = "lossSum";
  private static final String TOTALS = "totals";

  /**
   * Adds the forward pass to a program over the network's weights.
   *
   * @param weighted whether it is fed a weight for each example
   */
  static ForwardGraph add(Program program, Training training, boolean weighted) {
    String prefix = weighted ? "weightedForward" : "forward";
    program.add(write(training, program.device(), weighted), prefix);
    Map<String, GraphOperation> inputs = new HashMap<>();
    for (String name : inputs(weighted)) {
      inputs.put(name, program.operation(prefix + "/" + name));
    }
    return new ForwardGraph(
        inputs,
        program.operation(prefix + "/" + PREDICTION),
        program.operation(prefix + "/" + LOSS_SUM),
        program.operation(prefix + "/" + TOTALS));
  }

  private static List<String> inputs(boolean weighted) {
    return weighted
        ? List.of(TrainingLoop.X, TrainingLoop.Y, TrainingLoop.WEIGHTS)
        : List.of(TrainingLoop.X, TrainingLoop.Y);
  }

  private static GraphDef write(Training training, Device device, boolean weighted) {
    Sequential network = training.network();
    try (Graph graph = new Graph()) {
      Ops tf = device.place(Ops.create(graph));
      ExampleBatch batch =
          new ExampleBatch(
              input(tf, TrainingLoop.X, network.inputShape()),
              input(tf, TrainingLoop.Y, training.loss().targetShape(network.outputShape())),
              weighted
                  ? Optional.of(input(tf, TrainingLoop.WEIGHTS, Shape.scalar()))
                  : Optional.empty());
      Map<String, Operand<TFloat32>> weights = Program.read(tf, network.weightShapes());
      ForwardPass.Outcome pass = ForwardPass.inference(tf, weights).of(network, batch.x());
      Operand<TFloat32> prediction = pass.prediction();
      tf.withName(PREDICTION).identity(prediction);
      Operand<TFloat32> loss = pass.penalized(tf, batch.loss(tf, training.loss(), prediction));
      tf.withName(LOSS_SUM).math.mul(loss, BatchSize.of(tf, prediction));
      tf.withName(TOTALS).identity(Step.totals(tf, training.metrics(), batch.y(), prediction));
      return graph.toGraphDef();
    }
  }

  private static Operand<TFloat32> input(Ops tf, String name, Shape example) {
    return tf.withName(name)
        .placeholder(TFloat32.class, Placeholder.shape(Shapes.batch(Shape.UNKNOWN_SIZE, example)));
  }

  /** Where inputs alone are fed, {@code [batch, ...input]}. */
  GraphOperation x() {
    return Named.get(inputs, TrainingLoop.X);
  }
}

package dev.lamina.engine;

import dev.lamina.data.Dataset;
import dev.lamina.data.Pipeline;
import dev.lamina.network.Network;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;

/** Computes the loss and the metrics of an inference's predictions. */
public final class Evaluator {
  private static final String LOSS_SUM = "lossSum";
  private static final String TOTALS = "totals";

  private final Inference inference;
  private final Training training;
  private final Set<String> graphs = new HashSet<>();

  /**
   * An evaluator in an inference's session, with its weights.
   *
   * @param inference of the network that is trained; stays the caller's
   */
  public Evaluator(Inference inference, Training training) {
    this.inference = inference;
    this.training = training.evaluated();
  }

  /**
   * What an evaluation gives.
   *
   * @param examples how many there were
   * @param loss the mean over the examples
   * @param metrics their values, by name
   */
  public record LossAndMetrics(long examples, double loss, Map<String, Double> metrics) {}

  /**
   * A data set to evaluate on, perhaps again and again.
   *
   * @param memory how many bytes of it may stay in native memory until it is closed; a larger data
   *     set is read for every evaluation
   */
  public Slices slices(Dataset data, long memory) {
    Slices slices = new Slices(ExampleReader.of(training, data));
    if (slices.reader.bytes() * data.size() <= memory) {
      slices.keep();
    }
    return slices;
  }

  /** The loss and the metrics over a data set. */
  public LossAndMetrics evaluate(Slices slices) {
    double[] sums = new double[1 + training.totals()];
    add(slices, sums);
    return values(sums, slices.reader.data().size());
  }

  /** The loss and the metrics over the examples of a pipeline's epoch 0. */
  public LossAndMetrics evaluate(Pipeline pipeline) {
    double[] sums = new double[1 + training.totals()];
    long examples =
        PipelineReader.forEach(
            pipeline,
            chunk ->
                add(new Slices(ExampleReader.of(training, chunk.examples(), chunk.first())), sums));
    return values(sums, examples);
  }

  private void add(Slices slices, double[] sums) {
    String graph = graph(slices.reader.data().weighted());
    for (double[] slice : slices.each(rows -> sums(graph, rows))) {
      Arrays.setAll(sums, i -> sums[i] + slice[i]);
    }
  }

  private LossAndMetrics values(double[] sums, long examples) {
    double[] totals = Arrays.copyOfRange(sums, 1, sums.length);
    return new LossAndMetrics(examples, sums[0] / examples, training.values(totals, examples));
  }

  /** The sum of the losses and then the metrics' totals of some rows. */
  private double[] sums(String graph, NativeRows rows) {
    Program program = inference.program();
    Session.Runner runner = PredictFunction.inTheCallersThread(program.session().runner());
    rows.tensors().forEach((name, tensor) -> runner.feed(graph + name, tensor));
    runner.fetch(graph + LOSS_SUM).fetch(graph + TOTALS);
    try (Result result = runner.run()) {
      double[] sums = new double[1 + training.totals()];
      sums[0] = ((TFloat32) result.get(0)).getFloat();
      double[] totals = Tensors.doubles((TFloat64) result.get(1));
      System.arraycopy(totals, 0, sums, 1, totals.length);
      return sums;
    }
  }

  /**
   * What the names in the graph begin with; it is added when the first examples come.
   *
   * @param weighted whether they have weights
   */
  private synchronized String graph(boolean weighted) {
    String prefix = weighted ? "weightedEvaluation" : "evaluation";
    if (!graphs.contains(prefix)) {
      inference.program().add(write(weighted), prefix);
      graphs.add(prefix);
    }
    return prefix + "/";
  }

  private GraphDef write(boolean weighted) {
    try (GraphFunctions functions = new GraphFunctions("", false, false);
        Graph graph = new Graph()) {
      Ops tf = inference.program().device().place(GraphOps.of(graph));
      ScoredGraph scored = ScoredGraph.of(tf, functions, training, weighted);
      Score score = scored.score();
      tf.withName(LOSS_SUM).math.mul(score.loss(), ForwardPass.batchSize(tf, scored.x()));
      tf.withName(TOTALS).identity(score.totals());
      return graph.toGraphDef();
    }
  }

  /** The score of a batch that is fed, by a program's weights, as in predictions. */
  record ScoredGraph(Operand<TFloat32> x, Map<String, Operand<TFloat32>> weights, Score score) {

    /** Builds it; if weighted, weights of the examples are fed as well. */
    static ScoredGraph of(Ops tf, GraphFunctions functions, Training training, boolean weighted) {
      Network network = training.network();
      Operand<TFloat32> x = Inference.input(tf, NativeRows.X, network.inputShape());
      Operand<TFloat32> y = Inference.input(tf, NativeRows.Y, training.targets().shape());
      Optional<Operand<TFloat32>> exampleWeights =
          weighted
              ? Optional.of(Inference.input(tf, NativeRows.WEIGHTS, Shape.scalar()))
              : Optional.empty();
      Map<String, Operand<TFloat32>> weights = Program.read(tf, network.weightShapes());
      ForwardPass.Outcome pass = ForwardPass.inference(tf, functions, weights).of(network, x);
      return new ScoredGraph(x, weights, new Score(tf, training, pass, y, exampleWeights));
    }
  }

  /**
   * The slices of a data set to evaluate on. What fits in memory is read once; what does not, for
   * every evaluation.
   */
  public static final class Slices implements AutoCloseable {
    private final ExampleReader reader;
    private final List<ExampleReader.Slice> slices;
    private final List<NativeRows> kept = new ArrayList<>();

    private Slices(ExampleReader reader) {
      this.reader = reader;
      this.slices = reader.slices(PredictFunction.sliceExamples(reader.data().xShape()));
    }

    /** Reads all slices into native memory, where they stay until this is closed. */
    private void keep() {
      try {
        slices.forEach(slice -> kept.add(reader.read(slice)));
      } catch (RuntimeException e) {
        close();
        throw e;
      }
    }

    /**
     * What each slice gives, in their order. Several threads use the slices, each of which is in
     * native memory meanwhile.
     */
    private List<double[]> each(Function<NativeRows, double[]> use) {
      double[][] results = new double[slices.size()][];
      ParallelTasks.forEach(
          IntStream.range(0, results.length).boxed().toList(),
          i -> results[i] = kept.isEmpty() ? read(slices.get(i), use) : use.apply(kept.get(i)));
      return List.of(results);
    }

    private double[] read(ExampleReader.Slice slice, Function<NativeRows, double[]> use) {
      try (NativeRows rows = reader.read(slice)) {
        return use.apply(rows);
      }
    }

    @Override
    public void close() {
      kept.forEach(NativeRows::close);
      kept.clear();
    }
  }
}

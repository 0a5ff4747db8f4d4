package dev.lamina.engine;

import dev.lamina.engine.LoopState.Inputs;
import dev.lamina.engine.TrainingRuns.RunReport;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;

/** A training loop that was added to a program, ready to run. */
final class CompiledLoop {
  private final Program program;
  private final String prefix;
  private final LoopShape shape;
  private final List<String> variables;
  private final List<String> results;

  /**
   * A loop that is compiled with its first run.
   *
   * @param held whether the examples are {@link DeviceExamples} rather than fed
   * @param number of the loop in the program
   */
  CompiledLoop(
      Program program, Training training, LoopShape shape, boolean held, boolean xla, int number) {
    this.program = program;
    this.shape = shape;
    this.prefix = "loop" + number + "/";
    this.variables = List.copyOf(training.variables().keySet());
    this.results = TrainingLoop.results(training);
    program.add(
        TrainingGraph.write(training, shape, program.device(), held, xla, number), "loop" + number);
  }

  /**
   * Runs a part of the epochs of a chunk.
   *
   * @param examples what of the chunk is fed, by name
   * @param part which epochs and batches to run
   * @param state the state beside the variables
   */
  RunReport run(Map<String, Tensor> examples, BatchRange part, State state) {
    try (TInt32 epochs = TInt32.scalarOf(part.epochs());
        TInt32 begin = TInt32.scalarOf(part.begin());
        TInt32 end = TInt32.scalarOf(part.end());
        TInt32 rest = TInt32.scalarOf(part.rest() ? 1 : 0);
        TInt64 seed = TInt64.scalarOf(state.seed());
        TInt64 update = TInt64.scalarOf(state.update());
        TFloat32 rate = TFloat32.scalarOf(state.rate());
        TFloat32 zero = TFloat32.scalarOf(0)) {
      Session.Runner runner = program.session().runner();
      Map<String, Tensor> fed =
          Map.of(
              Inputs.EPOCHS, epochs,
              Inputs.BEGIN, begin,
              Inputs.END, end,
              Inputs.REST, rest,
              Inputs.SEED, seed,
              TrainingLoop.UPDATE, update,
              Inputs.RATE, rate,
              Inputs.ZERO, zero);
      fed.forEach((name, tensor) -> runner.feed(prefix + name, tensor));
      examples.forEach((name, tensor) -> runner.feed(prefix + name, tensor));
      variables.forEach(name -> runner.addTarget(prefix + Program.op("assign", name)));
      results.forEach(name -> runner.fetch(prefix + name));
      try (Result result = runner.run()) {
        return report(
            part,
            (TFloat32) result.get(0),
            (TFloat64) result.get(1),
            rates(part, state.rate(), result));
      }
    }
  }

  /** The learning rate of each epoch's last update. */
  private float[] rates(BatchRange part, float fed, Result result) {
    float[] rates = new float[part.epochs()];
    if (results.contains(TrainingLoop.RATES)) {
      TFloat32 scheduled = (TFloat32) result.get(results.indexOf(TrainingLoop.RATES));
      scheduled.asRawTensor().data().asFloats().read(rates, 0, rates.length);
    } else {
      Arrays.fill(rates, fed);
    }
    return rates;
  }

  private RunReport report(BatchRange part, TFloat32 losses, TFloat64 totals, float[] rates) {
    int perEpoch = part.end() - part.begin() + (part.rest() ? 1 : 0);
    int[] sizes = new int[part.epochs() * perEpoch];
    Arrays.fill(sizes, shape.batch());
    for (int epoch = 1; part.rest() && epoch <= part.epochs(); epoch++) {
      sizes[epoch * perEpoch - 1] = shape.rest();
    }
    float[] ofUpdates = new float[sizes.length];
    losses.asRawTensor().data().asFloats().read(ofUpdates, 0, ofUpdates.length);
    int width = Math.toIntExact(totals.shape().get(1));
    double[] flat = Tensors.doubles(totals);
    double[][] ofEpochs = new double[part.epochs()][];
    Arrays.setAll(ofEpochs, epoch -> Arrays.copyOfRange(flat, epoch * width, (epoch + 1) * width));
    return new RunReport(part.epochs(), ofUpdates, sizes, ofEpochs, rates, part.endsEpoch());
  }

  /**
   * A part of the epochs of a chunk.
   *
   * @param epochs how many epochs
   * @param begin the first full batch of each
   * @param end the end of the full batches of each
   * @param rest whether to run the smaller last batch of each
   * @param endsEpoch whether nothing of the epoch is left after it
   */
  record BatchRange(int epochs, int begin, int end, boolean rest, boolean endsEpoch) {}

  /**
   * The state of a training beside its variables.
   *
   * @param seed the model's seed
   * @param update how many updates there were since the model was made
   * @param rate the learning rate
   */
  record State(long seed, long update, float rate) {}
}

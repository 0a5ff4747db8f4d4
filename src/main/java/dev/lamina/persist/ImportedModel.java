package dev.lamina.persist;

import dev.lamina.data.Values;
import dev.lamina.engine.Device;
import dev.lamina.engine.GraphOps;
import dev.lamina.engine.PredictFunction;
import dev.lamina.engine.RowChecks;
import dev.lamina.engine.Tensors;
import dev.lamina.io.FileException;
import dev.lamina.io.Reading;
import dev.lamina.network.Parts;
import dev.lamina.persist.Signature.TensorSpec;
import dev.lamina.text.Messages;
import dev.lamina.train.loss.TargetRange;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.tensorflow.Output;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.TensorFlow;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.GPUOptions;
import org.tensorflow.proto.TensorInfo;

/** A SavedModel in native memory, ready to be called. Safe for use by many threads. */
public final class ImportedModel implements AutoCloseable {
  /**
   * Below so many weights, handing the work of one example to a second thread costs more than it
   * gains; data sets are predicted by several threads in any case.
   */
  private static final long SMALL = 250_000;

  private static final int MOST_LOADS = 100;

  private static final Pattern CONVOLUTION = Pattern.compile(".*Conv.*");
  private static final Pattern SUM = Pattern.compile("Add(V2|N)?");

  private final List<Signature> signatures;
  private final SavedModelBundle bundle;
  private final Map<String, Endpoints> places = new HashMap<>();
  private final List<PredictFunction> forwards = new CopyOnWriteArrayList<>();

  private ImportedModel(SavedModelBundle bundle, SavedModelFile file) {
    this.bundle = bundle;
    this.signatures = file.signatures();
    Ops tf = GraphOps.of(bundle.graph()).withSubScope(file.freePrefix("lamina"));
    file.graph()
        .getSignatureDefMap()
        .forEach(
            (name, definition) ->
                places.put(
                    name,
                    new Endpoints(
                        outputs(definition.getInputsMap()), held(tf, definition.getOutputsMap()))));
  }

  /** Where a function's inputs are fed and its outputs fetched, by their names. */
  private record Endpoints(Map<String, Output<?>> inputs, Map<String, Output<?>> outputs) {}

  /**
   * Loads the SavedModel in a folder, or in the newest of its versions. It is a program: what it
   * could do beyond reckoning is refused, unless it is trusted. Another process may export to the
   * folder at the same time.
   *
   * @param device as resolved
   * @param trusted whether it may write and read files, open sockets and run code of the host
   * @throws FileException if there is none, it is damaged, does more than it is trusted with, or
   *     TensorFlow cannot load it
   */
  public static ImportedModel load(Path folder, Device device, boolean trusted) {
    for (int i = 0; i < MOST_LOADS; i++) {
      Object stamp = SavedModelFile.stamp(folder);
      try {
        SavedModelFile file = SavedModelFile.read(folder);
        ImportedModel model = checked(file, device, trusted);
        if (SavedModelFile.stamp(folder).equals(stamp)) {
          return model;
        }
        model.close();
      } catch (FileException e) {
        if (SavedModelFile.stamp(folder).equals(stamp)) {
          throw e;
        }
      }
      // There is another export by now, and of one without its weights TensorFlow says nothing.
    }
    throw new FileException(
        "%s is exported to again and again while it is loaded; load it when that is over."
            .formatted(folder));
  }

  private static ImportedModel checked(SavedModelFile file, Device device, boolean trusted) {
    return Reading.of(
        file.folder(),
        FileException::new,
        () -> {
          GraphCheck.check(file);
          if (!trusted) {
            Trust.check(file);
          }
          return load(file, device);
        });
  }

  private static ImportedModel load(SavedModelFile file, Device device) {
    try {
      SavedModelBundle bundle =
          SavedModelBundle.loader(file.folder().toString())
              .withTags(file.tags())
              .withConfigProto(config(device, file))
              .load();
      try {
        return new ImportedModel(bundle, file);
      } catch (RuntimeException e) {
        bundle.close();
        throw e;
      }
    } catch (TensorFlowException | IllegalArgumentException e) {
      throw new FileException(
          "%s cannot be loaded (%s); it is damaged, or needs another TensorFlow than %s: export the model again."
              .formatted(file.folder(), Messages.firstLine(e), TensorFlow.version()),
          e);
    }
  }

  /** A session that sees this device alone, but for the main processor, which is always there. */
  private static ConfigProto config(Device device, SavedModelFile file) {
    boolean small = file.weights() < SMALL;
    ConfigProto.Builder config =
        device
            .config()
            .setAllowSoftPlacement(true)
            .setIntraOpParallelismThreads(small ? 1 : 0)
            .setGraphOptions(
                PredictFunction.options(file.has(CONVOLUTION) ? !file.has(SUM) : !small));
    if (device.kind() == Device.Kind.CPU) {
      return config.build();
    }
    return config
        .setGpuOptions(GPUOptions.newBuilder().setVisibleDeviceList(String.valueOf(device.index())))
        .build();
  }

  /** The functions that the model has, in the order of their names. */
  public List<Signature> signatures() {
    return signatures;
  }

  /**
   * Calls a function of the model.
   *
   * @param inputs as {@link Signature#check} wants them
   * @return the readable outputs by name, in the signature's order
   */
  public Map<String, Values> call(Signature signature, Map<String, Values> inputs) {
    Endpoints at = places(signature);
    Session.Runner runner = PredictFunction.inTheCallersThread(bundle.session().runner());
    List<TensorSpec> outputs = signature.readable();
    outputs.forEach(output -> runner.fetch(get(at.outputs(), output.name())));
    List<Tensor> fed = new ArrayList<>();
    try {
      for (TensorSpec input : signature.inputs()) {
        Tensor tensor = Tensors.of(get(inputs, input.name()), input.type());
        fed.add(tensor);
        runner.feed(get(at.inputs(), input.name()), tensor);
      }
      try (Result result = runner.run()) {
        return values(outputs, result);
      }
    } finally {
      fed.forEach(Tensor::close);
    }
  }

  private static Map<String, Values> values(List<TensorSpec> outputs, Result result) {
    Map<String, Values> values = new LinkedHashMap<>();
    for (int i = 0; i < outputs.size(); i++) {
      values.put(outputs.get(i).name(), Tensors.values(result.get(i)));
    }
    return values;
  }

  /**
   * The way from one input of a function, a batch of floats, to one output, another.
   *
   * @param example the shape of one example of the input
   * @return closed when this is
   */
  public PredictFunction forward(
      Signature signature, TensorSpec input, TensorSpec output, Shape example) {
    Endpoints at = places(signature);
    Parts inputs = Parts.of(input.name(), example);
    PredictFunction forward =
        new PredictFunction(
            bundle.session(),
            get(at.inputs(), input.name()),
            get(at.outputs(), output.name()),
            inputs,
            RowChecks.inputs(inputs, part -> TargetRange.ANY));
    forwards.add(forward);
    return forward;
  }

  private Endpoints places(Signature signature) {
    return get(places, signature.name());
  }

  private static <T> T get(Map<String, T> map, String name) {
    return Objects.requireNonNull(map.get(name), name);
  }

  /** The graph's outputs of tensors that are called {@code operation:index}. */
  private Map<String, Output<?>> outputs(Map<String, TensorInfo> infos) {
    Map<String, Output<?>> outputs = new HashMap<>();
    infos.forEach(
        (name, info) -> {
          if (info.getEncodingCase() == TensorInfo.EncodingCase.NAME
              && info.getDtype() != DataType.DT_INVALID) {
            outputs.put(name, output(info));
          }
        });
    return outputs;
  }

  /** The same in types that Lamina has, if there are such for them. */
  private Map<String, Output<?>> held(Ops tf, Map<String, TensorInfo> infos) {
    Map<String, Output<?>> held = outputs(infos);
    held.replaceAll(
        (name, output) -> Tensors.held(tf, output, SavedModelFile.type(get(infos, name))));
    return held;
  }

  private Output<?> output(TensorInfo info) {
    String tensor = info.getName();
    int colon = tensor.lastIndexOf(':');
    if (colon < 0) {
      throw new IllegalArgumentException("a signature names " + tensor + ", which is no tensor");
    }
    Output<?> output =
        bundle
            .graph()
            .operationOrThrow(tensor.substring(0, colon))
            .output(Integer.parseInt(tensor.substring(colon + 1)));
    if (output.dataType() != info.getDtype()) {
      throw new IllegalArgumentException(
          "a signature says that %s is %s, but it is %s"
              .formatted(tensor, info.getDtype(), output.dataType()));
    }
    return output;
  }

  @Override
  public void close() {
    try (bundle) {
      forwards.forEach(PredictFunction::close);
    }
  }
}

package dev.lamina.engine;

import dev.lamina.text.Messages;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerScope;
import org.tensorflow.DeviceSpec;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.internal.c_api.TF_DeviceList;
import org.tensorflow.internal.c_api.TF_Graph;
import org.tensorflow.internal.c_api.TF_Session;
import org.tensorflow.internal.c_api.TF_SessionOptions;
import org.tensorflow.internal.c_api.TF_Status;
import org.tensorflow.internal.c_api.global.tensorflow;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.ConfigProto;

/**
 * Where a model's variables live and its steps run.
 *
 * @param kind the kind of processor
 * @param index which of its kind, counted from 0
 */
public record Device(Kind kind, int index) {
  /** The main processor. */
  public static final Device CPU = new Device(Kind.CPU, 0);

  /** The first graphics processor. */
  public static final Device GPU = new Device(Kind.GPU, 0);

  /** The first graphics processor if there is one, else the main processor. */
  public static final Device AUTO = new Device(Kind.AUTO, 0);

  /** The kinds of processor. */
  public enum Kind {
    AUTO,
    CPU,
    GPU
  }

  private static final Pattern NAME = Pattern.compile("/?(?:device:)?(cpu|gpu)(?::(\\d{1,4}))?");

  /**
   * Reads {@code auto}, {@code cpu}, {@code /CPU:0}, {@code gpu:1} and the like.
   *
   * @throws IllegalArgumentException if the text is none of these
   */
  public static Device parse(String text) {
    String name = text.toLowerCase(Locale.ROOT);
    if (name.equals("auto")) {
      return AUTO;
    }
    Matcher matcher = NAME.matcher(name);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "A device is auto, cpu, gpu, /CPU:0 or /GPU:0, but got \"%s\".".formatted(text));
    }
    int index = matcher.group(2) == null ? 0 : Integer.parseInt(matcher.group(2));
    return new Device(Kind.valueOf(matcher.group(1).toUpperCase(Locale.ROOT)), index);
  }

  /** The devices that TensorFlow finds on this machine, the first of them the main processor. */
  public static List<Device> found() {
    return Found.ON_THIS_MACHINE.devices;
  }

  /** Why there is no GPU among them, as far as that can be told. */
  public static Optional<String> obstacle() {
    return Found.ON_THIS_MACHINE.obstacle;
  }

  private record Found(List<Device> devices, Optional<String> obstacle) {
    static final Found ON_THIS_MACHINE = look();

    private static Found look() {
      if (!NativeLibrary.isForGpus()) {
        return new Found(
            list(CPU), Optional.of("Lamina was built with TensorFlow's library for CPUs"));
      }
      // Before TensorFlow looks itself, which some of these end.
      Optional<String> obstacle =
          CudaDriver.obstacle().or(CudaLibrary::obstacle).or(CudaTools::obstacle);
      if (obstacle.isEmpty()) {
        try {
          return new Found(list(AUTO), obstacle);
        } catch (TensorFlowException e) {
          obstacle = Optional.of(Messages.firstLine(e));
        }
      }
      return new Found(list(CPU), obstacle);
    }
  }

  /** The devices that a session of this one sees. */
  @SuppressWarnings("try") // The scope frees what is made in it.
  private static List<Device> list(Device device) {
    // The public Java API has no such question; the C API asks it of a session.
    try (PointerScope scope = new PointerScope()) {
      TF_Status status = TF_Status.newStatus();
      TF_SessionOptions options = TF_SessionOptions.newSessionOptions();
      byte[] config = device.config().build().toByteArray();
      tensorflow.TF_SetConfig(options, new BytePointer(config), config.length, status);
      status.throwExceptionIfNotOK();
      TF_Session session = TF_Session.newSession(TF_Graph.newGraph(), options, status);
      status.throwExceptionIfNotOK();
      TF_DeviceList list = tensorflow.TF_SessionListDevices(session, status);
      status.throwExceptionIfNotOK();
      List<Device> devices = new ArrayList<>();
      for (int i = 0; i < tensorflow.TF_DeviceListCount(list); i++) {
        String name = tensorflow.TF_DeviceListName(list, i, status).getString();
        if (name.contains(":CPU:") || name.contains(":GPU:")) {
          devices.add(parse(name.substring(name.indexOf("device:"))));
        }
      }
      tensorflow.TF_DeleteDeviceList(list);
      return List.copyOf(devices);
    }
  }

  /**
   * The device itself, or what AUTO stands for on this machine.
   *
   * @throws DeviceException if this machine has no such device; says what it has and what to
   *     install
   */
  public Device resolve() {
    if (equals(CPU)) {
      // Always there; to look for others would take memory of every GPU.
      NativeLibrary.load();
      return this;
    }
    List<Device> found = found();
    if (kind == Kind.AUTO) {
      return found.contains(GPU) ? GPU : CPU;
    }
    if (!found.contains(this)) {
      throw new DeviceException(this, found, obstacle());
    }
    return this;
  }

  /**
   * Whether XLA can compile for this device: for a GPU only with {@link CudaTools}, without which
   * it fails or ends the JVM.
   */
  public boolean compiles() {
    return kind != Kind.GPU || CudaTools.find().missing().isEmpty();
  }

  /** Settings of a session for this device: on the main processor it leaves GPUs alone. */
  public ConfigProto.Builder config() {
    ConfigProto.Builder config = ConfigProto.newBuilder();
    return kind == Kind.CPU ? config.putDeviceCount(Kind.GPU.name(), 0) : config;
  }

  /** Ops that are placed on this device. */
  Ops place(Ops tf) {
    return tf.withDevice(
        DeviceSpec.newBuilder()
            .deviceType(DeviceSpec.DeviceType.valueOf(kind.name()))
            .deviceIndex(index)
            .build());
  }

  /** The device's name as TensorFlow writes it: {@code /CPU:0}. */
  @Override
  public String toString() {
    return kind == Kind.AUTO ? "auto" : "/" + kind + ":" + index;
  }
}

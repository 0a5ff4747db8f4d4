package dev.lamina.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bytedeco.javacpp.PointerScope;
import org.tensorflow.DeviceSpec;
import org.tensorflow.internal.c_api.TF_DeviceList;
import org.tensorflow.internal.c_api.TF_Graph;
import org.tensorflow.internal.c_api.TF_Session;
import org.tensorflow.internal.c_api.TF_SessionOptions;
import org.tensorflow.internal.c_api.TF_Status;
import org.tensorflow.internal.c_api.global.tensorflow;
import org.tensorflow.op.Ops;

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
    return Found.DEVICES;
  }

  private static final class Found {
    static final List<Device> DEVICES = find();
  }

  @SuppressWarnings("try") // The scope frees what is made in it.
  private static List<Device> find() {
    NativeLibrary.load();
    // The public Java API has no such question; the C API asks it of a session.
    try (PointerScope scope = new PointerScope()) {
      TF_Status status = TF_Status.newStatus();
      TF_Session session =
          TF_Session.newSession(TF_Graph.newGraph(), TF_SessionOptions.newSessionOptions(), status);
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
    List<Device> found = found();
    if (kind == Kind.AUTO) {
      return found.contains(GPU) ? GPU : CPU;
    }
    if (!found.contains(this)) {
      throw new DeviceException(this, found);
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

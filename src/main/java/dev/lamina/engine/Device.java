package dev.lamina.engine;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tensorflow.DeviceSpec;
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

  /** The devices that TensorFlow finds on this machine, the main processor first. */
  public static List<Device> all() {
    return Devices.list();
  }

  /**
   * The device itself, or what AUTO stands for on this machine.
   *
   * @throws DeviceException if this machine has no such device; says what it has and what to
   *     install
   */
  public Device resolve() {
    List<Device> found = Devices.list();
    if (kind == Kind.AUTO) {
      return found.contains(GPU) ? GPU : CPU;
    }
    if (!found.contains(this)) {
      throw new DeviceException(this, found);
    }
    return this;
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

package dev.lamina.engine;

import java.util.List;

/** A device was asked for that this machine does not have. */
public final class DeviceException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  DeviceException(Device wanted, List<Device> found) {
    super(
        "There is no %s: TensorFlow found %s. %s"
            .formatted(
                wanted,
                found,
                wanted.kind() == Device.Kind.GPU
                    ? "For an NVIDIA GPU on Linux, install its driver, CUDA 12.5 and cuDNN 9.3, and build Lamina with the"
                        + " GPU jar (mvn -Pgpu package); or ask for cpu."
                    : "Ask for one of these."));
  }
}

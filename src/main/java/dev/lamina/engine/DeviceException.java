package dev.lamina.engine;

import java.util.List;
import java.util.Optional;

/** A device was asked for that this machine does not have. */
public final class DeviceException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  DeviceException(Device wanted, List<Device> found, Optional<String> obstacle) {
    super(
        "There is no %s: TensorFlow found %s. %s"
            .formatted(
                wanted,
                found,
                wanted.kind() == Device.Kind.GPU && found.size() == 1
                    ? obstacle.map("%s. "::formatted).orElse("")
                        + "An NVIDIA GPU on Linux needs its driver, CUDA 12.5, cuDNN 9.3 and Lamina built with the GPU jar"
                        + " (mvn -Pgpu package); lamina doctor says what is missing. Or ask for cpu."
                    : "Ask for one of these."));
  }
}

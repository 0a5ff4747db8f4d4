package dev.lamina.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.lamina.engine.Device.Kind;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceTest {

  @ParameterizedTest
  @CsvSource({
    "auto, AUTO, 0",
    "AUTO, AUTO, 0",
    "cpu, CPU, 0",
    "CPU:0, CPU, 0",
    "/CPU:0, CPU, 0",
    "gpu, GPU, 0",
    "gpu:1, GPU, 1",
    "/GPU:12, GPU, 12",
    "/device:GPU:2, GPU, 2"
  })
  void readsTheNamesThatPeopleAndTensorFlowWrite(String text, Kind kind, int index) {
    assertThat(Device.parse(text)).isEqualTo(new Device(kind, index));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "tpu", "gpu:", "gpu:x", "gpu:-1", "cpu 0", "auto:1", "gpu:99999"})
  void refusesOtherNames(String text) {
    assertThatThrownBy(() -> Device.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("A device is auto, cpu, gpu, /CPU:0 or /GPU:0, but got \"" + text + "\".");
  }

  @Test
  void isShownAsTensorFlowWritesIt() {
    assertThat(Device.CPU).hasToString("/CPU:0");
    assertThat(new Device(Kind.GPU, 1)).hasToString("/GPU:1");
    assertThat(Device.AUTO).hasToString("auto");
  }

  @ParameterizedTest
  @ValueSource(strings = {"en-US", "tr-TR"})
  void isReadAlikeEverywhere(String language) {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag(language));
    try {
      assertThat(Device.parse("/DEVICE:CPU:0")).isEqualTo(Device.CPU);
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void theMainProcessorIsAlwaysThere() {
    assertThat(Device.CPU.resolve()).isEqualTo(Device.CPU);
    assertThat(Device.AUTO.resolve()).isIn(Device.CPU, Device.GPU);
  }

  @Test
  void aSecondMainProcessorIsNot() {
    assertThatThrownBy(() -> new Device(Kind.CPU, 1).resolve())
        .isInstanceOf(DeviceException.class)
        .hasMessageStartingWith("There is no /CPU:1: TensorFlow found [/CPU:0")
        .hasMessageEndingWith("]. Ask for one of these.");
  }

  @Test
  void saysWhatToInstallForAGpu() {
    assumeThat(Device.AUTO.resolve()).isEqualTo(Device.CPU);

    assertThatThrownBy(Device.GPU::resolve)
        .isInstanceOf(DeviceException.class)
        .hasMessageStartingWith("There is no /GPU:0: TensorFlow found [/CPU:0]. ")
        .hasMessageContaining("NVIDIA")
        .hasMessageContaining("CUDA 12.5, cuDNN 9.3")
        .hasMessageEndingWith(" Or ask for cpu.");
  }

  @Test
  void saysWhyThereIsNoGpu() {
    assertThat(new DeviceException(Device.GPU, List.of(Device.CPU), Optional.of("It is broken")))
        .hasMessageStartingWith("There is no /GPU:0: TensorFlow found [/CPU:0]. It is broken. ");
  }

  @Test
  void oneOfThoseThatAreThereIsToBeAskedFor() {
    Device eighth = new Device(Kind.GPU, 7);

    assertThat(new DeviceException(eighth, List.of(Device.CPU, Device.GPU), Optional.empty()))
        .hasMessage("There is no /GPU:7: TensorFlow found [/CPU:0, /GPU:0]. Ask for one of these.");
  }

  @Test
  void aSessionOnTheMainProcessorLeavesGpusAlone() {
    assertThat(Device.CPU.config().build().getDeviceCountMap()).containsEntry("GPU", 0);
    assertThat(Device.GPU.config().build().getDeviceCountMap()).isEmpty();
  }
}

package dev.lamina.persist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.lamina.io.FileException;
import dev.lamina.layer.FloatArray;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.ndarray.Shape;

class SafetensorsTest {

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void nameTheFile() {
    file = folder.resolve("some.safetensors");
  }

  @Test
  void readsWhatItWrote() {
    Map<String, FloatArray> arrays = new LinkedHashMap<>();
    arrays.put("dense/kernel", new FloatArray(Shape.of(2, 3), new float[] {1, -2, 3, 4, 5.5f, 0}));
    arrays.put("product", new FloatArray(Shape.scalar(), new float[] {Float.NaN}));
    arrays.put("large", new FloatArray(Shape.of(40_000), numbers(40_000)));
    Safetensors written = new Safetensors(arrays, Map.of("format", "pt"));

    written.write(file);

    Safetensors read = Safetensors.read(file);
    assertThat(read).isEqualTo(written);
    assertThat(read.arrays().keySet()).containsExactlyElementsOf(arrays.keySet());
  }

  @Test
  void hasTheBytesOfTheFormat() throws IOException {
    new Safetensors(Map.of("a", new FloatArray(Shape.of(2), new float[] {1, 2})), Map.of())
        .write(file);

    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    int length = (int) bytes.getLong();
    assertThat(length % 8).isZero();
    byte[] header = new byte[length];
    bytes.get(header);
    assertThat(new String(header, StandardCharsets.UTF_8).strip())
        .isEqualTo("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}");
    assertThat(bytes.getFloat()).isEqualTo(1);
    assertThat(bytes.getFloat()).isEqualTo(2);
    assertThat(bytes.hasRemaining()).isFalse();
  }

  @Test
  void readsOtherFloats() throws IOException {
    writeRaw(
        "{\"d\":{\"dtype\":\"F64\",\"shape\":[1],\"data_offsets\":[0,8]},"
            + "\"h\":{\"dtype\":\"F16\",\"shape\":[4],\"data_offsets\":[8,16]},"
            + "\"b\":{\"dtype\":\"BF16\",\"shape\":[2],\"data_offsets\":[16,20]}}",
        buffer ->
            buffer
                .putDouble(0.5)
                .putShort((short) 0x3c00)
                .putShort((short) 0xc000)
                .putShort((short) 0x0001)
                .putShort((short) 0x7c00)
                .putShort((short) 0x3f80)
                .putShort((short) 0xbf00));

    Map<String, FloatArray> arrays = Safetensors.read(file).arrays();

    assertThat(arrays)
        .containsEntry("d", new FloatArray(Shape.of(1), new float[] {0.5f}))
        .containsEntry(
            "h",
            new FloatArray(Shape.of(4), new float[] {1, -2, 0x1p-24f, Float.POSITIVE_INFINITY}))
        .containsEntry("b", new FloatArray(Shape.of(2), new float[] {1, -0.5f}));
  }

  @Test
  void refusesWhatIsNotWhole() throws IOException {
    new Safetensors(Map.of("a", new FloatArray(Shape.of(2), new float[] {1, 2})), Map.of())
        .write(file);
    byte[] whole = Files.readAllBytes(file);
    for (int length = 0; length < whole.length; length++) {
      Files.write(file, Arrays.copyOf(whole, length));

      assertThatThrownBy(() -> Safetensors.read(file))
          .isInstanceOf(FileException.class)
          .hasMessageContaining(file.toString());
    }
  }

  @Test
  void refusesNumbersThatAreNoFloats() throws IOException {
    writeRaw(
        "{\"a\":{\"dtype\":\"I64\",\"shape\":[1],\"data_offsets\":[0,8]}}",
        buffer -> buffer.putLong(1));

    assertThatThrownBy(() -> Safetensors.read(file))
        .hasMessage(
            "%s: a has numbers of type I64, but only floats (F64, F32, F16, BF16) can be read.",
            file);
  }

  @Test
  void refusesAHeaderThatPointsOutside() throws IOException {
    writeRaw(
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[9],\"data_offsets\":[0,36]}}",
        buffer -> buffer.putFloat(1));

    assertThatThrownBy(() -> Safetensors.read(file))
        .hasMessage(
            "%s is no whole safetensors file: a has its bytes from 0 to 36, but those before it end at 0 and all at 4; fetch or write it again.",
            file);
  }

  @Test
  void saysThatThereIsNoFile() {
    assertThatThrownBy(() -> Safetensors.read(file))
        .isInstanceOf(FileException.class)
        .hasMessage("There is no file %s; check the name.", file);
  }

  private void writeRaw(String header, Consumer<ByteBuffer> data) throws IOException {
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes = ByteBuffer.allocate(text.length + 100).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(text.length).put(text);
    data.accept(bytes);
    Files.write(file, Arrays.copyOf(bytes.array(), bytes.position()));
  }

  private static float[] numbers(int count) {
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = i;
    }
    return numbers;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'a':{'dtype':'F32','shape':[18446744073709551618],'data_offsets':[0,8]}}",
        "{'a':{'dtype':'F32','shape':[9223372036854775809,2],'data_offsets':[0,8]}}",
        "{'a':{'dtype':'F32','shape':[4294967296,4294967296],'data_offsets':[0,8]}}",
        "{'a':{'dtype':'F32','shape':['2'],'data_offsets':[0,8]}}",
        "{'a':{'dtype':'F32','shape':[2.0],'data_offsets':[0,8]}}",
        "{'a':{'dtype':'F32','shape':[2],'data_offsets':['0',8.7]}}",
        "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8,8]}}",
        "{'a':{'dtype':'F32','data_offsets':[0,8]}}",
        "{'a':{'dtype':'F32','shape':null,'data_offsets':[0,8]}}",
        "{'a':{'dtype':'F32','shape':[-1],'data_offsets':[8,4]}}",
        "{'a':{'dtype':'F32','shape':[1],'data_offsets':[9223372036854775800,9223372036854775804]}}",
        "{'a':{'dtype':'F32','shape':[1],'data_offsets':[4,8]}}",
        "{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}}",
        "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]},'b':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}}",
        "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]},'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}}",
        "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8],'more':1}}",
        "{'__metadata__':{'a':[1]},'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}}",
        "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}} {'b'",
        " {'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}}"
      })
  void refusesWhatTheFormatForbids(String header) throws IOException {
    writeRaw(header.replace('\'', '"'), buffer -> buffer.putLong(0));

    assertThatThrownBy(() -> Safetensors.read(file))
        .isInstanceOf(FileException.class)
        .hasMessageStartingWith(file + " is no whole safetensors file: ");
  }

  @Test
  void readsAHeaderInTimeOfItsLength() throws IOException {
    writeRaw(
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[%s1],\"data_offsets\":[0,4]}}"
            .formatted("1,".repeat(300_000)),
        buffer -> buffer.putFloat(0));

    assertTimeout(
        Duration.ofSeconds(5),
        () -> assertThatThrownBy(() -> Safetensors.read(file)).isInstanceOf(FileException.class));
  }
}

package dev.lamina.persist;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.lamina.io.AtomicFile;
import dev.lamina.io.FileException;
import dev.lamina.io.Limits;
import dev.lamina.io.Reading;
import dev.lamina.layer.FloatArray;
import dev.lamina.spec.Json;
import dev.lamina.text.Messages;
import java.io.CharConversionException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.tensorflow.ndarray.Shape;

/**
 * Named arrays and texts in a file of the safetensors format, which the PyTorch world reads and
 * writes: 8 bytes with the length of a JSON header, the header, the numbers.
 *
 * @param arrays by name, in the file's order
 * @param metadata texts by name
 * @see <a href="https://huggingface.co/docs/safetensors">the format</a>
 */
public record Safetensors(Map<String, FloatArray> arrays, Map<String, String> metadata) {
  private static final String METADATA = "__metadata__";

  /** Strict, so that a size or a name that is none is not made one. */
  private static final JsonMapper JSON =
      Json.mapper()
          .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .enable(
              DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
              DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES,
              DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .defaultSetterInfo(JsonSetter.Value.forContentNulls(Nulls.FAIL))
          .build();

  private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

  /** The most bytes that the format's own reader takes for a header. */
  private static final long MOST_HEADER = 100_000_000;

  /** How many bytes are copied at once. */
  private static final int BLOCK = 1 << 16;

  /**
   * Writes the file, whole or not at all.
   *
   * @throws FileException if that fails
   */
  public void write(Path file) {
    AtomicFile.write(file, this::writeTo);
  }

  /** Writes the file's bytes. */
  void writeTo(WritableByteChannel channel) throws IOException {
    byte[] header = header();
    ByteBuffer start = littleEndian(Long.BYTES + header.length);
    AtomicFile.writeAll(channel, start.putLong(header.length).put(header).flip());
    ByteBuffer block = littleEndian(BLOCK);
    for (FloatArray array : arrays.values()) {
      int most = BLOCK / Float.BYTES;
      for (int from = 0; from < array.values().length; from += most) {
        int count = Math.min(most, array.values().length - from);
        block.clear().limit(count * Float.BYTES);
        block.asFloatBuffer().put(array.values(), from, count);
        AtomicFile.writeAll(channel, block);
      }
    }
  }

  /** The JSON header, padded by spaces so that the numbers begin at a multiple of 8. */
  private byte[] header() throws JsonProcessingException {
    Map<String, Object> header = new LinkedHashMap<>();
    if (!metadata.isEmpty()) {
      header.put(METADATA, metadata);
    }
    long offset = 0;
    for (Map.Entry<String, FloatArray> entry : arrays.entrySet()) {
      FloatArray array = entry.getValue();
      long end = offset + (long) Float.BYTES * array.values().length;
      header.put(
          entry.getKey(), new Tensor("F32", array.shape().asArray(), new long[] {offset, end}));
      offset = end;
    }
    byte[] text = JSON.writeValueAsBytes(header);
    byte[] padded = Arrays.copyOf(text, (text.length + 7) / 8 * 8);
    Arrays.fill(padded, text.length, padded.length, (byte) ' ');
    return padded;
  }

  /**
   * Reads a file. Numbers of other float types become 32-bit ones.
   *
   * @throws FileException if the file is missing, damaged, or holds numbers that are no floats
   */
  public static Safetensors read(Path file) {
    return read(file, name -> true);
  }

  /**
   * As {@link #read(Path)}, for some of the arrays.
   *
   * @param wanted says by its name whether an array is to be read; others may hold any numbers
   */
  public static Safetensors read(Path file, Predicate<String> wanted) {
    return Reading.of(
        file,
        FileException::new,
        () -> {
          try (FileChannel channel = FileChannel.open(file)) {
            return new ArraysReader(file, channel, wanted).read();
          }
        });
  }

  private static ByteBuffer littleEndian(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Reads one file. */
  private record ArraysReader(Path file, FileChannel channel, Predicate<String> wanted) {

    Safetensors read() throws IOException {
      long length = bytes(0, Long.BYTES).getLong();
      if (length < 2 || length > Math.min(MOST_HEADER, channel.size() - Long.BYTES)) {
        ForeignFile.refuse(file);
        throw damaged("its header cannot have %s bytes".formatted(length));
      }
      if (length > Limits.json()) {
        throw damaged("its header has %s bytes, too many for Java's memory".formatted(length));
      }
      Map<String, Tensor> tensors = new LinkedHashMap<>();
      Map<String, String> metadata = header(bytes(Long.BYTES, (int) length).array(), tensors);
      long start = Long.BYTES + length;
      checkPlaces(tensors, channel.size() - start);
      Map<String, FloatArray> arrays = new LinkedHashMap<>();
      for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
        if (wanted.test(entry.getKey())) {
          arrays.put(entry.getKey(), array(entry.getKey(), entry.getValue(), start));
        }
      }
      return new Safetensors(arrays, metadata);
    }

    private Map<String, String> header(byte[] text, Map<String, Tensor> into) throws IOException {
      Map<String, String> metadata = Map.of();
      try (JsonParser json = JSON.createParser(text)) {
        if (json.nextToken() != JsonToken.START_OBJECT || text[0] != '{') {
          throw damaged("its header is no JSON object");
        }
        while (json.nextToken() == JsonToken.FIELD_NAME) {
          String name = json.currentName();
          json.nextToken();
          if (name.equals(METADATA)) {
            metadata = json.readValueAs(TEXTS);
          } else {
            into.put(name, json.readValueAs(Tensor.class));
          }
        }
        if (json.nextToken() != null) {
          throw damaged("its header goes on behind its JSON");
        }
        return metadata;
      } catch (JsonProcessingException | CharConversionException e) {
        throw damaged("its header is not JSON as it should be (%s)".formatted(Messages.reason(e)));
      }
    }

    /** The format lets arrays neither overlap nor leave bytes between or behind them. */
    private void checkPlaces(Map<String, Tensor> tensors, long bytes) {
      long end = 0;
      for (Map.Entry<String, Tensor> entry :
          tensors.entrySet().stream()
              .sorted(Comparator.comparing(each -> each.getValue(), Tensor.IN_ORDER))
              .toList()) {
        Tensor tensor = entry.getValue();
        if (tensor.from() != end || tensor.end() < end || tensor.end() > bytes) {
          throw damaged(
              "%s has its bytes from %s to %s, but those before it end at %s and all at %s"
                  .formatted(entry.getKey(), tensor.from(), tensor.end(), end, bytes));
        }
        end = tensor.end();
      }
      if (end != bytes) {
        throw damaged("its arrays have %s bytes, but there are %s".formatted(end, bytes));
      }
    }

    private FloatArray array(String name, Tensor tensor, long start) throws IOException {
      FloatType type =
          FloatType.named(tensor.dtype())
              .orElseThrow(
                  () ->
                      new FileException(
                          "%s: %s has numbers of type %s, but only floats (F64, F32, F16, BF16) can be read."
                              .formatted(file, name, tensor.dtype())));
      int elements = Limits.elements(tensor.shape());
      long bytes = tensor.end() - tensor.from();
      if (elements < 0 || (long) elements * type.bytes() != bytes) {
        throw damaged(
            "%s of %s numbers of type %s cannot have %s bytes"
                .formatted(
                    name,
                    Messages.shortened(Arrays.toString(tensor.shape())),
                    tensor.dtype(),
                    bytes));
      }
      if (bytes > Integer.MAX_VALUE) {
        throw new FileException("%s: %s is too large for an array.".formatted(file, name));
      }
      return new FloatArray(
          Shape.of(tensor.shape()), type.floats(bytes(start + tensor.from(), (int) bytes)));
    }

    private ByteBuffer bytes(long from, int count) throws IOException {
      ByteBuffer bytes = littleEndian(count);
      while (bytes.hasRemaining()) {
        if (channel.read(bytes, from + bytes.position()) < 0) {
          throw new EOFException("the file ends early");
        }
      }
      return bytes.flip();
    }

    private FileException damaged(String why) {
      return new FileException(
          "%s is no whole safetensors file: %s; fetch or write it again.".formatted(file, why));
    }
  }

  /**
   * What the header says of an array.
   *
   * @param dtype the type of its numbers
   * @param shape its sizes
   * @param offsets where its numbers begin and end, in bytes behind the header
   */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  private record Tensor(String dtype, long[] shape, @JsonProperty("data_offsets") long[] offsets) {
    private static final Comparator<Tensor> IN_ORDER =
        Comparator.comparingLong(Tensor::from).thenComparingLong(Tensor::end);

    private Tensor {
      if (offsets.length != 2) {
        throw new IllegalArgumentException(
            "data_offsets has to have 2 numbers, but has " + offsets.length);
      }
    }

    private long from() {
      return offsets[0];
    }

    private long end() {
      return offsets[1];
    }
  }
}

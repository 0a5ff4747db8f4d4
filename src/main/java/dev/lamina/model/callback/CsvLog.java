package dev.lamina.model.callback;

import dev.lamina.io.FileException;
import dev.lamina.model.Callback;
import dev.lamina.model.Decider;
import dev.lamina.model.Decision;
import dev.lamina.model.EpochEnd;
import dev.lamina.model.FitInfo;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Writes a line for each epoch to a CSV file. */
record CsvLog(Path file, boolean append) implements Callback {
  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setRecordSeparator('\n').get();

  @Override
  public Decider begin(FitInfo fit) {
    List<String> columns = new ArrayList<>(List.of("epoch"));
    columns.addAll(fit.monitors());
    columns.add("learningRate");
    try {
      boolean begun = append && Files.exists(file) && Files.size(file) > 0;
      if (begun) {
        checkColumns(columns);
      }
      Writer writer = new Writer(open());
      if (!begun) {
        writer.write(columns);
      }
      return writer;
    } catch (IOException e) {
      throw failure(e);
    }
  }

  private void checkColumns(List<String> columns) throws IOException {
    try (CSVParser parser = CSVParser.parse(file, StandardCharsets.UTF_8, FORMAT)) {
      List<String> there = parser.stream().findFirst().map(CSVRecord::toList).orElse(List.of());
      if (!there.equals(columns)) {
        throw new FileException(
            "The log %s has the columns %s, but this fit gives %s; take another file, or do not append."
                .formatted(file, there, columns));
      }
    }
  }

  private FileChannel open() throws IOException {
    if (!append) {
      Files.deleteIfExists(file);
    }
    Files.createDirectories(file.toAbsolutePath().getParent());
    return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private FileException failure(IOException e) {
    return new FileException(
        "The log %s cannot be written (%s); check the disk's space and the folder's permissions."
            .formatted(file, e),
        e);
  }

  private final class Writer implements Decider {
    private final FileChannel channel;

    Writer(FileChannel channel) {
      this.channel = channel;
    }

    @Override
    public Decision onEpochEnd(EpochEnd end) {
      List<Object> values = new ArrayList<>(List.of(end.epoch().number()));
      values.addAll(end.epoch().values().values());
      values.add(end.epoch().learningRate());
      write(values);
      return Decision.go();
    }

    /** One call for a whole line, so that a program that is killed leaves no part of one. */
    void write(List<?> values) {
      String line = FORMAT.format(values.toArray()) + FORMAT.getRecordSeparator();
      ByteBuffer bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
      try {
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
      } catch (IOException e) {
        throw failure(e);
      }
    }

    @Override
    public void close() {
      try {
        channel.close();
      } catch (IOException e) {
        throw failure(e);
      }
    }
  }
}

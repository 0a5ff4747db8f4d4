package dev.lamina.model.callback;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import dev.lamina.io.FileException;
import dev.lamina.model.Callback;
import dev.lamina.model.Callback.FitInfo;
import dev.lamina.model.Decision;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes a line for each epoch to a CSV file. */
record CsvLog(Path file, boolean append) implements Callback {
  private static final String BYTES = "bytes";

  @Override
  public Callback begin(FitInfo fit) {
    List<String> columns = new ArrayList<>(List.of("epoch"));
    columns.addAll(fit.monitors().keySet());
    columns.add("learningRate");
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      long kept = kept(fit);
      if (kept > 0) {
        checkColumns(columns);
      }
      LineWriter writer = new LineWriter(new RandomAccessFile(file.toFile(), "rw"), kept);
      if (kept == 0) {
        writer.write(columns);
      }
      return writer;
    } catch (IOException e) {
      throw failure(e);
    }
  }

  /** How many bytes of a file that is there stay. */
  private long kept(FitInfo fit) throws IOException {
    long size = Files.exists(file) ? Files.size(file) : 0;
    Double written = fit.memory().get(BYTES);
    return written != null ? Math.min(size, written.longValue()) : append ? size : 0;
  }

  private void checkColumns(List<String> columns) throws IOException {
    try (CsvReader<CsvRecord> reader = CsvReader.builder().ofCsvRecord(file)) {
      List<String> there = first(reader);
      if (!there.equals(columns)) {
        throw new FileException(
            "The log %s has the columns %s, but this fit gives %s; take another file, or do not append."
                .formatted(file, there, columns));
      }
    }
  }

  /** The library throws what is unchecked for a line that is no line of CSV. */
  private List<String> first(CsvReader<CsvRecord> reader) {
    try {
      return reader.stream().findFirst().map(CsvRecord::getFields).orElse(List.of());
    } catch (UncheckedIOException | CsvParseException e) {
      throw new FileException(
          "The log %s cannot be added to: its first line is none of CSV; take another file, or do not append."
              .formatted(file),
          e);
    }
  }

  private FileException failure(IOException e) {
    return FileException.unwritable("The log " + file, e);
  }

  /** Not a channel: that would be closed when the thread that trains is interrupted. */
  private final class LineWriter implements Callback {
    private final RandomAccessFile out;
    private long bytes;

    LineWriter(RandomAccessFile out, long kept) throws IOException {
      this.out = out;
      this.bytes = kept;
      out.setLength(kept);
      out.seek(kept);
    }

    @Override
    public Map<String, Double> memory() {
      return Map.of(BYTES, (double) bytes);
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
      StringWriter line = new StringWriter();
      CsvWriter.builder()
          .lineDelimiter(LineDelimiter.LF)
          .bufferSize(0)
          .build(line)
          .writeRecord(values.stream().map(String::valueOf).toList());
      byte[] encoded = line.toString().getBytes(StandardCharsets.UTF_8);
      try {
        if (!Files.exists(file)) {
          throw new NoSuchFileException(file.toString());
        }
        out.write(encoded);
        bytes += encoded.length;
      } catch (IOException e) {
        throw failure(e);
      }
    }

    @Override
    public void close() {
      try {
        out.close();
      } catch (IOException e) {
        throw failure(e);
      }
    }
  }
}

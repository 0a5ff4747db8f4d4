package dev.lamina.persist;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tensorflow.TensorFlow;
import org.tensorflow.proto.OpDef;

class TrustTest {
  private static final List<String> LOOKED_AT =
      List.of(
          "InitializeTableFromTextFile",
          "InitializeTableFromTextFileV2",
          "ShardedFilename",
          "ShardedFilespec");

  /** A newer TensorFlow may have more of them. */
  @Test
  void everyOpThatIsNamedAsIfItDidMoreThanReckonIsRefused() {
    assertThat(TensorFlow.registeredOpList().getOpList())
        .extracting(OpDef::getName)
        .filteredOn(
            name ->
                name.matches(
                    ".*(File|PyFunc|Socket|Rpc|Host(Compute|Send|Recv)|(From|At|To)Host|Sql|LMDB|Record).*"))
        .filteredOn(name -> !LOOKED_AT.contains(name))
        .filteredOn(name -> !Trust.REFUSED.matcher(name).matches())
        .isEmpty();
  }
}

package dev.lamina.persist;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.FunctionDef;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.NameAttrList;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.OpDef;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;

class SavedModelFileTest {
  @Test
  void seesThroughAFunctionThatCallsItselfOnce() {
    NodeDef call =
        NodeDef.newBuilder()
            .setName("call")
            .setOp("PartitionedCall")
            .putAttr(
                "f",
                AttrValue.newBuilder().setFunc(NameAttrList.newBuilder().setName("again")).build())
            .build();
    MetaGraphDef.Builder graph = MetaGraphDef.newBuilder();
    graph
        .getGraphDefBuilder()
        .addNode(call)
        .getLibraryBuilder()
        .addFunction(
            FunctionDef.newBuilder()
                .setSignature(
                    OpDef.newBuilder()
                        .setName("again")
                        .addOutputArg(OpDef.ArgDef.newBuilder().setName("y")))
                .addNodeDef(call)
                .putRet("y", "call:output:0"));
    graph.putSignatureDef(
        "serving_default",
        SignatureDef.newBuilder()
            .putOutputs("y", TensorInfo.newBuilder().setName("call:0").build())
            .build());

    assertThat(new SavedModelFile(Path.of("none"), graph.build()).op("serving_default", "y"))
        .isEmpty();
  }
}

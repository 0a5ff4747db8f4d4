package dev.lamina.engine;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.tensorflow.internal.c_api.TF_DeviceList;
import org.tensorflow.internal.c_api.TF_Graph;
import org.tensorflow.internal.c_api.TF_Session;
import org.tensorflow.internal.c_api.TF_SessionOptions;
import org.tensorflow.internal.c_api.TF_Status;
import org.tensorflow.internal.c_api.global.tensorflow;

/** Asks TensorFlow's native library which devices this machine has. */
final class Devices {
  private Devices() {}

  /** The devices, the first of them the main processor. */
  static List<Device> list() {
    return Found.DEVICES;
  }

  private static final class Found {
    static final List<Device> DEVICES = find();
  }

  @SuppressWarnings("try") // The scope frees what is made in it.
  private static List<Device> find() {
    NativeLibrary.load();
    // The public Java API has no such question; the C API asks it of a session.
    try (PointerScope scope = new PointerScope()) {
      TF_Status status = TF_Status.newStatus();
      TF_Session session =
          TF_Session.newSession(TF_Graph.newGraph(), TF_SessionOptions.newSessionOptions(), status);
      status.throwExceptionIfNotOK();
      TF_DeviceList list = tensorflow.TF_SessionListDevices(session, status);
      status.throwExceptionIfNotOK();
      List<Device> devices = new ArrayList<>();
      for (int i = 0; i < tensorflow.TF_DeviceListCount(list); i++) {
        String name = tensorflow.TF_DeviceListName(list, i, status).getString();
        if (name.contains(":CPU:") || name.contains(":GPU:")) {
          devices.add(Device.parse(name.substring(name.indexOf("device:"))));
        }
      }
      tensorflow.TF_DeleteDeviceList(list);
      return List.copyOf(devices);
    }
  }
}

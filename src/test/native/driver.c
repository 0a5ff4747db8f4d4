/*
 * Stands for NVIDIA's driver and each of CUDA's libraries in NvidiaTest: it does nothing but answer, as the environment says.
 */
#include <stdlib.h>
#include <string.h>

static int number(const char *name, int otherwise) {
  const char *value = getenv(name);
  return value ? atoi(value) : otherwise;
}

static int answer(int *out, int value) {
  *out = value;
  return 0;
}

static int text(char *out, unsigned size, const char *value) {
  strncpy(out, value, size);
  return 0;
}

int cuInit(unsigned flags) { return number("PRETENDED_INIT", 0); }
int cuDriverGetVersion(int *version) { return answer(version, number("PRETENDED_CUDA", 12050)); }
int cuDeviceGetCount(int *count) { return answer(count, number("PRETENDED_GPUS", 1)); }
int cuDevicePrimaryCtxRetain(void **context, int device) { return number("PRETENDED_CONTEXT", 0); }
int cuGetErrorString(int error, const char **out) {
  *out = "out of order";
  return error == 999;
}

int nvmlInit_v2(void) { return number("PRETENDED_NVML", 0); }
int nvmlShutdown(void) { return 0; }
int nvmlSystemGetDriverVersion(char *out, unsigned size) { return text(out, size, "550.54"); }
int nvmlSystemGetCudaDriverVersion(int *version) { return cuDriverGetVersion(version); }
int nvmlDeviceGetCount_v2(unsigned *count) { return answer((int *)count, 2); }
int nvmlDeviceGetHandleByIndex_v2(unsigned index, void **handle) {
  *handle = handle;
  return index == 0 ? 4 : 0; /* The first is another user's. */
}
int nvmlDeviceGetName(void *handle, char *out, unsigned size) { return text(out, size, "H100 80GB"); }
int nvmlDeviceGetCudaComputeCapability(void *handle, int *major, int *minor) {
  return answer(major, 9) + answer(minor, 0);
}
int nvmlDeviceGetMemoryInfo(void *handle, unsigned long long memory[3]) {
  memory[0] = 80000000000;
  memory[1] = 79000000000;
  memory[2] = 1000000000;
  return 0;
}

// Options for the engine's sessions. tfjs-node makes its sessions with the default ones, which have a single processor device and place no op
// but where it was asked to be. The linker sends its calls of TF_NewSessionOptions here (`--wrap`, see tfjs-addon.mjs); options are given as a
// serialized ConfigProto in hexadecimal digits, in an environment variable, which is removed to say that they were obeyed.

#include <cstdlib>
#include <string>
#include "tensorflow/c/c_api.h"

namespace {

constexpr char kVariable[] = "NETLOOM_SESSION_CONFIG";

std::string FromHexadecimal(const std::string& digits) {
  std::string bytes;
  for (size_t at = 0; at + 1 < digits.size(); at += 2) {
    bytes.push_back(static_cast<char>(std::stoi(digits.substr(at, 2), nullptr, 16)));
  }
  return bytes;
}

}  // namespace

extern "C" {

TF_SessionOptions* __real_TF_NewSessionOptions();

TF_SessionOptions* __wrap_TF_NewSessionOptions() {
  TF_SessionOptions* options = __real_TF_NewSessionOptions();
  const char* digits = std::getenv(kVariable);
  if (digits == nullptr) return options;
  const std::string config = FromHexadecimal(digits);
  TF_Status* status = TF_NewStatus();
  TF_SetConfig(options, config.data(), config.size(), status);
  // What is still there when a session has been made was not obeyed.
  if (TF_GetCode(status) == TF_OK) unsetenv(kVariable);
  TF_DeleteStatus(status);
  return options;
}

}  // extern "C"

// Options for the engine's sessions. tfjs-node makes its sessions with the default ones, which have a single processor device, place no op
// but where it was asked to be, and compute in this process alone. The linker sends its calls of TF_NewSessionOptions here (`--wrap`, see
// tfjs-addon.mjs). What is wanted comes in environment variables, which are removed to say that they were obeyed: a serialized ConfigProto, and
// the ServerDef of a group of processes that compute together, both in hexadecimal digits. Why something failed is left in a third.

#include <cstdlib>
#include <string>
#include "tensorflow/c/c_api.h"

namespace {

constexpr char kConfig[] = "NETLOOM_SESSION_CONFIG";
constexpr char kServer[] = "NETLOOM_SESSION_SERVER";
constexpr char kProblem[] = "NETLOOM_SESSION_PROBLEM";

std::string FromHexadecimal(const std::string& digits) {
  std::string bytes;
  for (size_t at = 0; at + 1 < digits.size(); at += 2) {
    bytes.push_back(static_cast<char>(std::stoi(digits.substr(at, 2), nullptr, 16)));
  }
  return bytes;
}

// Whether it went well; if not, why not is left for whoever asked.
bool Settled(TF_Status* status, const char* variable) {
  if (TF_GetCode(status) == TF_OK) {
    unsetenv(variable);
    return true;
  }
  setenv(kProblem, TF_Message(status), 1);
  return false;
}

// The library cannot end a server in order: there is one, and it lasts as long as the process.
TF_Server* server = nullptr;

void JoinGroup(TF_SessionOptions* options, TF_Status* status) {
  const char* digits = std::getenv(kServer);
  if (digits == nullptr) return;
  if (server == nullptr) {
    const std::string definition = FromHexadecimal(digits);
    TF_Server* made = TF_NewServer(definition.data(), definition.size(), status);
    if (TF_GetCode(status) == TF_OK) TF_ServerStart(made, status);
    if (TF_GetCode(status) == TF_OK) server = made;
  }
  if (Settled(status, kServer)) TF_SetTarget(options, TF_ServerTarget(server));
}

void Configure(TF_SessionOptions* options, TF_Status* status) {
  const char* digits = std::getenv(kConfig);
  if (digits == nullptr) return;
  const std::string config = FromHexadecimal(digits);
  TF_SetConfig(options, config.data(), config.size(), status);
  // What is still there when a session has been made was not obeyed.
  Settled(status, kConfig);
}

}  // namespace

extern "C" {

TF_SessionOptions* __real_TF_NewSessionOptions();

TF_SessionOptions* __wrap_TF_NewSessionOptions() {
  TF_SessionOptions* options = __real_TF_NewSessionOptions();
  TF_Status* status = TF_NewStatus();
  JoinGroup(options, status);
  if (TF_GetCode(status) == TF_OK) Configure(options, status);
  TF_DeleteStatus(status);
  return options;
}

}  // extern "C"

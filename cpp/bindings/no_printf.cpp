/// All that Embind wants of printf is a name for a type that was not registered. There is none, and
/// printf is much to wait for.
extern "C" int siprintf(char* text, const char* /*format*/, ...) {
  text[0] = '?';
  text[1] = '\0';
  return 1;
}

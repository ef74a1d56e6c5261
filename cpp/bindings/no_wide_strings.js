// Embind registers C++'s strings of 16 and 32 bits, too. No function of ours takes or gives any, and
// their code would be loaded by every reader.
mergeInto(LibraryManager.library, {
  _embind_register_std_wstring__deps: [],
  _embind_register_std_wstring: function () {},
});

# What the library stands on, behind one interface target.
# pkg-config rather than FindBLAS, which gives no include directory for cblas.h.
pkg_check_modules(OPENBLAS REQUIRED IMPORTED_TARGET openblas)
# No minimum version: the .pc file states utf8proc's ABI number, not its version.
pkg_check_modules(UTF8PROC REQUIRED IMPORTED_TARGET libutf8proc)
find_package(Threads REQUIRED)
find_path(STEMMER_INCLUDE_DIR libstemmer.h REQUIRED) # Snowball ships no .pc file
find_library(STEMMER_LIBRARY stemmer REQUIRED)

add_library(tm_dependencies INTERFACE)
target_include_directories(tm_dependencies SYSTEM INTERFACE ${STEMMER_INCLUDE_DIR})
target_link_libraries(tm_dependencies INTERFACE
  PkgConfig::OPENBLAS PkgConfig::UTF8PROC Threads::Threads ${STEMMER_LIBRARY} m)

# tm_embed(SOURCES): the files of common/digest/page as C arrays, with what a Content-Security-Policy
# calls them. Written at configure time, again when a file changes.

# tm_base64(OUT HEX): 32 bytes in hexadecimal digits as base64
function(tm_base64 out hex)
  set(alphabet "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
  set(text "")
  string(APPEND hex "00") # 33 bytes are 11 groups of three
  foreach(at RANGE 0 60 6)
    string(SUBSTRING ${hex} ${at} 6 group)
    math(EXPR bits "0x${group}")
    foreach(shift 18 12 6 0)
      math(EXPR digit "(${bits} >> ${shift}) & 63")
      string(SUBSTRING ${alphabet} ${digit} 1 letter)
      string(APPEND text ${letter})
    endforeach()
  endforeach()
  string(SUBSTRING ${text} 0 43 text) # the last one stands for the byte that was added
  set(${out} "${text}=" PARENT_SCOPE)
endfunction()

function(tm_embed sources)
  set(files "")
  foreach(name css js)
    set(file ${CMAKE_CURRENT_SOURCE_DIR}/common/digest/page/page.${name})
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${file})
    file(READ ${file} hex HEX)
    file(SHA256 ${file} sum)
    tm_base64(sum ${sum})
    string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes ${hex})
    string(REGEX REPLACE "(................................................................................)" "\\1\n" bytes "${bytes}")
    set(made ${CMAKE_CURRENT_BINARY_DIR}/page_${name}.c)
    file(CONFIGURE OUTPUT ${made} CONTENT
"/* Made from page.${name}. */
#include \"digest/digest_page.h\"

const char digest_page_${name}_hash[] = \"sha256-${sum}\";
const unsigned char digest_page_${name}[] = {
${bytes}0};
" @ONLY)
    list(APPEND files ${made})
  endforeach()
  set(${sources} ${files} PARENT_SCOPE)
endfunction()

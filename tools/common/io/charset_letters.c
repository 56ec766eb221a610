/*
 * How often the languages use their letters, in words that hold a letter outside ASCII, and how
 * often each lead byte begins a character in the encodings of two bytes. Counted on some 1,000 to
 * 2,400 sentences a language (Big5: the Chinese ones in traditional characters; Japanese: messages
 * of programs as well). A cost is a character: 'A' + 2 x bits, bits = -log2 of the share.
 */
#include "io/charset_letters.h"

#include <stddef.h>

const struct tm_letters tm_letters[] = {
    {"de", "enrtshgiüläcfuabdömkßwzpovjqy", "GHHIIIJJJJJKKKLLLLLMMNNNOPSVW"},
    {"fr", "éeritnsaocplmudgèvfàhbqêxâîyôçûjïùzkë", "GGHHIIIIJJKKKKKMMNNNNOPPQRSSSSVVVWXZZ"},
    {"es", "aincesorótmlípdáuébgñfvúhzjqxkyü", "HHHIIIIIJJJKKKKLLMMMNNOOPPRRRSTW"},
    {"pt", "oaisrecntãçmlpudáévígófbúêõhjzxàâqºô", "HHHHIIIJJKKKKKLLLLMMNNNOOOOPQRRRRSUX"},
    {"it", "ietalornàcspdèuvmìfgbùhzéòqç", "GHHIIIIIJJJKKKLLLMNNOOPPPPRY"},
    {"nl", "iernalëdscgotémpbfhuvköèyáüïwzãíójqàäøœ", "GHHHIIJJJJKKKKLLMMMMMMNOPPPQRRRRRTTTTTT"},
    {"sv", "rnestäalögådfikmvobphujcyxé", "GHHIIIIIJJJJKKKKLMMMNNNQSVX"},
    {"da", "ersntdåøælgfkiopmvabhujycé", "GGHIIJJJJJJKKKLLLLLLNOORTW"},
    {"nb", "eråtnøslgidpkmfoavbjæhyucéôö", "GGHIIIIJKKKKKKLLLLMMMNNNWYYY"},
    {"fi", "ätiesnlykmaöhvrpuojdgfbé", "FGHHHIIJJKKKLLLMMMMNVWYY"},
    {"is", "arniðstulemgkfávíóþjödæhbúpoéyýx", "HHIIIIJJJJKKKKKLLLLMMMMMNOOOOPQY"},
    {"ca", "icaesrtnoóplmàudèégfbíòvqúxçïzhüjñáãôö", "GHHIIIIIJKKKKLLLLMMMNNOOOPPPRRSSUVVXXZ"},
    {"ga", "aihnrtclíáséeodmúgóbfpuvyk", "GHHIIIJJJJJJJJKLLLLMNNPTXY"},
    {"eu", "enraoitlsgcukmébñhpáíódvzfàãèôjäêúâçëîöü", "HHHHHIJJJJKKKLLLLLMNNNNNNPPPPPPPPPRTTTTT"},
    {"en", "e’tianorslcdhu“”mpg—fybwv–‘kéx£…jq•€z", "HHIIIIIIIKKKKLLLLLMMMMNNNOOPQSTTTTVVV"},
    {"pl", "aiozewcsłryndpktąęmuójżlbśgćhńfź", "HHIIIJJJJJJJKKKKKLLLLLMMMMNNOQTT"},
    {"cs", "onetaívsprlkiádmchuzěéřčjyýbžšůúgfľňąăťóxďäˇĺ",
     "IIIIJJJJJKKKKKKKLLLLLLMMMMMNNNORRRSUUVVWWXXXY"},
    {"hu", "etslákanérziogmbvdöyójphőüfíucúűôx", "HHIIIIIJJJJKKKKLLMMMMNNNNNOOOPPSUY"},
    {"ro", "ieanrătcuolţspdmîşgfâďżvzbhjx", "GHHHHIIJJJKKKLLLLLNNNNNOOORRR"},
    {"sk", "oaenrivtkspálmdhcuýízčšúéyjžbťľôgfňďóäx", "HIIIJJJJJKKKKKKLLLLLMMMMMMMMNNOQRRRSSTW"},
    {"sl", "eiaončšrlvjtkpžmudsbzghcfćö", "HHHHIIJJJKKKKKKKLLLMNOOQUXY"},
    {"hr", "aieonjrtčuvšklžsmpćdzgđbhcfäť", "GHHHIJJJJJKKKKKKLLLLMNNOOPUXY"},
    {"sq", "ëtrnseiahjompkdulvbgqfzyçcx", "FHHHIJJJJJKKKLLLMMNNNOPPQQW"},
    {"tr", "aeniılrkmtdüsyşuçğözobgchpvfİâjäîÿ", "GHHHIIIJJKKKKKLLLMMMMMNNPPPQSWXYYY"},
    {"lt", "iasnteorkumėlųšpdvžgjąyįbūčęzcfh", "GHIIIJJJJJJKKKKKLLLLMMMNNNOQRRTV"},
    {"lv", "aistāerumnīkpldēojvzšbgcūņļfģžķčh", "HHIIIIJJJJKKKKKKKKLLMMMNOPQRRSSUU"},
    {"et", "eiastläõuknmdvrüpgjhöobfžšc", "HHHHIIIIJJJJJKKKLLLMMNNTVWX"},
    {"ru", "оеаинтсрвлкмпдуьяызгбчйхжюшцщфэёъ", "GHHIIIIJJJKKKKLLLLMMMMNNNOOPQRSXY"},
    {"uk", "оаниівтресклудпмязьгбчхйюцжїшєфщi", "HHHIIIIJJJKKKKKKLLLMMNNNNOOOPPRRV"},
    {"bg", "аиеотнрсвлдкпмзябъугчцжщйхшфюь", "GHHHHIIJJKKKKLLLMMMNNOOPPPQRTX"},
    {"sr", "аиоенрстуквјмлдпзгбчцшњхљжћфђџ", "GHHHIIJJJJJKKKKKMMMNNOOOPPQQSY"},
    {"mk", "аоиетнрсвкдлпмугјзбчшцжфњхќѓџ", "GHHHHIIJJJJKKLLMMMMNOPPQQRSUX"},
    {"be", "анірыскелтдвмяопуцзўгбьчйэхшжюёфiи", "FIJJJJJJKKKKKKKKKKKLLMMMNNNNOOQSVX"},
    {"el", "αοετινσρκπμηυςλίάόέδγήωχθύφώβξζψϊ", "HHIIIIJJJJKKKKKLLLMMMMNNNNNOOQQTX"},
    {"he", "ויהתלרמבאשנםעקדפחסכגטצןזךףץְּ", "GGHIIIIJJJKKKLLLLLLMMMNORSTYY"},
    {"ar", "اليموتنرةعبدسهفقحكجأشطصخإىزضثذءئغ،ظؤً؟آّـُ", "FGIIJJJJKKKKLLLLMMMMNNNOOOPPPPQQQQRSTVVVWY"},
    {"fa", "ارندوهمتبسلکشزفگعقخجپآحطص،چغئيضذثژظكأًَِ", "FHHIIIIIJJKKKLMMMNNNOOOPPPQRSSSSSTTWWXXZ"},
    {"ur", "ارونکمہتےلسدبںھجپعگقفئشزحٹخچصڈطآ،ظضڑغذثيهؤءِ؟ى",
     "GHIIIIJJJJJKKKMMMMMNNNNNNNOPPQQQRRRSSSTVVWWXXY"},
    {"th",
     "ารนกังมอ่เยว้สิีลทดบคะปตหพจชุแ์ขำูืศโใไธผณภษึ็ญถซฐฟฒฯฉฤ๕ฝฏ๒ฎ๑ฮ"
     "๐ฑฬๆฆ๊๙",
     "HIIJJKKKKKKKKLLLLLLLLLMMMMMMMNNNNOOOOPPPPPPPQQQRSTTUUUVVVVWWWX"
     "XXXXYYY"},
    {NULL, NULL, NULL}};

const struct tm_leads tm_leads[] = {
    {"CP932", "IDDiiiiOONOLLKLLMMNOLNMUeiedi]iiiiiiiiiiiiiiiiiiiiiiiiiiiiiiii"
              "iiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiieifiiiiadfiiiiiiiiiiiiiiiiiii"
              "ii"},
    {"EUC-JP", "iiiiiiiiiiiiiciiiiiiiiiiiiiiiiiiI``DDfiiiiiiiiiOTPQPQRPMNOMNNO"
               "ONPOOOQOPQNNTNNOUieiiiiediii]iiieiiifiiiiiiiiiaidifiiiiiiiiiii"
               "ii"},
    {"CP949", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaOaZ^aaY^^aaaaaaHJSLHJNKJKKLJKK"
              "IGIPLOMNILaaaaaa\\a^aaaaaaa^^^^aa^^a^a\\^aaaa^aa^a^a^^aaaa^aaa"
              "aaaa"},
    {"GB18030", "]]]]]]]]]]]]]]]]]Z]]Y]]]]]]]]]]ZL]J]]]]YZ]]]]]]MMLLLIKLLLLLLLM"
                "LMLNLLNMMKLJLMMKLLMJKLLKLTWXZXZUYUXVVYVVYVUU]UYVYVXZZY]XV]]]]]"
                "]]"},
    {"BIG5", "]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]IX]GIHKJKIKKKLLKLMKLLLLMLMMMNM"
             "OMMNNNNR]]]]]Z]ZZZZ]ZXXV]]]Z]]ZZZ]ZZ]Z]W]]]]X]Z]]]]X]]ZZZZ]]]]"
             "]]"},
    {NULL, NULL}};

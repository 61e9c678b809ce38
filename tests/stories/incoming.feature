# language: zh-CN
功能: 收文办理
  来文从登记到归档，一步不少，每一步由有权的人办。

  场景: 一份来文走完全程，主办最后办结
    假如 一个演练机关
    当 依次办理
      | 谁    | 动作      | 内容                                                          |
      | chen  | register  | {"title": "关于开展检查的通知", "issuer": "省厅", "body": "请办理。"} |
      | chen  | examine   | {"answers": [true, true, true, true, true]}                   |
      | wang  | propose   | {"opinion": "拟请明远同志阅示。"}                              |
      | zhang | instruct  | {"opinion": "请住建科办。"}                                    |
      | wang  | assign    | {"lead": "住建科", "assist": ["财务科"]}                       |
    那么 现在的环节是 undertake，由 sun、zhou 办理
    而且 zhou 办理 undertake 被拒：assists-open
      """
      {"result": "已办结。"}
      """
    当 依次办理
      | 谁    | 动作      | 内容                      |
      | sun   | undertake | {"result": "经费已落实。"} |
      | zhou  | undertake | {"result": "已办结。"}     |
      | zhou  | reply     | {}                        |
      | zheng | archive   | {"retention": "永久"}      |
    那么 公文已归档
    而且 处理单上有 zhang 的意见“请住建科办。”

  场景: 初审不合格的来文附理由退回来文单位
    假如 一个演练机关
    当 依次办理
      | 谁   | 动作     | 内容                    |
      | chen | register | {"title": "关于维修的函"} |
    那么 chen 办理 examine 被拒：reason-missing
      """
      {"answers": [true, false, true, true, true]}
      """
    当 依次办理
      | 谁   | 动作    | 内容                                                               |
      | chen | examine | {"answers": [true, false, true, true, true], "reason": "不归我办"} |
    那么 公文的状态是 returned

  场景: 拟办请主要负责人批示
    假如 一个演练机关
    当 依次办理
      | 谁   | 动作     | 内容                                            |
      | chen | register | {"title": "关于防汛的紧急通知", "urgency": "特急"} |
      | chen | examine  | {"answers": [true, true, true, true, true]}     |
      | wang | propose  | {"opinion": "请长河同志批示。", "leader": "liu"} |
    那么 现在的环节是 instruct，由 liu 办理

  场景: 批示以后可以传阅，三种状态分得清
    假如 一个演练机关
    当 依次办理
      | 谁   | 动作     | 内容                                        |
      | chen | register | {"title": "关于开展检查的通知"}              |
      | chen | examine  | {"answers": [true, true, true, true, true]} |
    那么 chen 办理 circulate 被拒：too-early
      """
      {"to": ["zhao"]}
      """
    当 依次办理
      | 谁    | 动作      | 内容                                            |
      | wang  | propose   | {"opinion": "拟请阅示。"}                        |
      | wang  | circulate | {"to": ["法规科", "wu", "qian"], "note": "请阅知"} |
    而且 wu 打开公文
    而且 依次办理
      | 谁   | 动作 | 内容 |
      | zhao | read | {}   |
    那么 传阅状态是 zhao 已阅、wu 已打开、qian 未打开

  场景: 涉密来文只登记目录
    假如 一个演练机关
    那么 chen 办理 register 被拒：classified-text
      """
      {"title": "涉密件", "secrecy": "机密", "body": "内容"}
      """
    当 依次办理
      | 谁   | 动作     | 内容                                   |
      | chen | register | {"title": "涉密件", "secrecy": "机密"} |
    那么 wu 看不到这份公文

  场景: 同一份来文又来一件，后到的附件并入先登记的一件
    假如 一个演练机关
    当 依次办理
      | 谁   | 动作     | 内容                                        |
      | chen | register | {"title": "关于开展检查的通知"}              |
      | chen | examine  | {"answers": [true, true, true, true, true]} |
    而且 记下截止时间
    那么 wang 并入被拒：not-your-post
    当 chen 把后到的 扫描件.pdf 并入，注明“纸质件后到”
    那么 现在的环节是 propose，由 wang 办理
    而且 截止时间没有变
    而且 wang 打开附件 扫描件.pdf，内容是后到的
    当 依次办理
      | 谁    | 动作      | 内容                          |
      | wang  | propose   | {"opinion": "拟请阅示。"}      |
      | zhang | instruct  | {"opinion": "请住建科办。"}    |
      | wang  | assign    | {"lead": "住建科"}             |
      | zhou  | undertake | {"result": "已办结。"}         |
      | zhou  | reply     | {}                            |
      | zheng | archive   | {"retention": "永久"}          |
    那么 公文已归档
    而且 chen 并入被拒：not-open

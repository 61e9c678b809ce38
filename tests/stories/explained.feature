# language: zh-CN
功能: 书面说明由有权的人核定，采纳也不撤牌，写在牌旁

  背景:
    假如 一个演练机关
    而且 时间是 2026-03-02T08:30:00+08:00

  场景: 督办件的书面说明由督办员核定，不得核定自己的说明
    当 依次办理
      | 谁   | 动作      | 内容 |
      | chen | register  | {"title": "关于排查的通知"} |
      | wu   | supervise | {"ground": "主要负责人批示", "by": "住建科"} |
    那么 wu 办理 assess-explanation 被拒：no-explanation-waits
      """
      {"accepted": true}
      """
    当 依次办理
      | 谁   | 动作    | 内容 |
      | zhou | explain | {"opinion": "已排查三成，余下本周完成"} |
    那么 zhou 的说明待核，由 wu 核定
    而且 督办台上有待核说明 1 份
    而且 zhou 办理 assess-explanation 被拒：own-explanation
      """
      {"accepted": true}
      """
    而且 chen 办理 assess-explanation 被拒：assessor-is-another
      """
      {"accepted": true}
      """
    而且 wu 办理 assess-explanation 被拒：reason-missing
      """
      {"accepted": false}
      """
    而且 wu 办理 assess-explanation 被拒：no-such-explanation
      """
      {"accepted": true, "n": 99}
      """
    当 依次办理
      | 谁   | 动作               | 内容 |
      | wu   | assess-explanation | {"accepted": false, "reason": "未写明余下各户的安排"} |
      | zhou | explain            | {"opinion": "余下十户周五前逐户排查，名单附后"} |
      | wu   | assess-explanation | {"accepted": true} |
    那么 zhou 的说明依次是 refused、accepted
    而且 wu 办理 assess-explanation 被拒：no-explanation-waits
      """
      {"accepted": true}
      """
    而且 督办台上有待核说明 0 份

  场景: 待核的说明有界，核定以后方可再说明
    当 依次办理
      | 谁   | 动作      | 内容 |
      | chen | register  | {"title": "关于排查的通知"} |
      | wu   | supervise | {"ground": "主要负责人批示", "by": "住建科"} |
      | zhou | explain   | {"opinion": "一"} |
      | zhou | explain   | {"opinion": "二"} |
      | zhou | explain   | {"opinion": "三"} |
      | zhou | explain   | {"opinion": "四"} |
      | zhou | explain   | {"opinion": "五"} |
    那么 zhou 办理 explain 被拒：too-many-explanations
      """
      {"opinion": "六"}
      """
    当 依次办理
      | 谁   | 动作               | 内容 |
      | wu   | assess-explanation | {"accepted": true} |
      | zhou | explain            | {"opinion": "六"} |
    那么 督办台上有待核说明 5 份

  场景: 红牌的说明被采纳，牌仍在，写在牌旁并计入通报
    当 依次办理
      | 谁   | 动作     | 内容 |
      | chen | register | {"title": "关于寒潮的通知", "urgency": "特急"} |
    当 时间到了 2026-03-02T12:00:00+08:00，监控看一遍
    而且 依次办理
      | 谁   | 动作               | 内容 |
      | chen | explain            | {"opinion": "当时全楼停电，附物业证明"} |
    那么 chen 的说明待核，由 wu 核定
    而且 通报列有书面说明：待核 1、已采纳 0、未采纳 0
    当 依次办理
      | 谁   | 动作               | 内容 |
      | wu   | assess-explanation | {"accepted": true, "opinion": "物业证明属实"} |
    那么 红牌仍在，其说明已采纳
    而且 通报列有书面说明：待核 0、已采纳 1、未采纳 0

  场景: 催办频次有界，只限同一人催同一人，不妨碍他人催办
    当 依次办理
      | 谁   | 动作     | 内容 |
      | chen | register | {"title": "关于普查的通知"} |
      | chen | examine  | {"answers": [true, true, true, true, true]} |
      | wu   | urge     | {"note": "请今日拟办"} |
    那么 wu 办理 urge 被拒：urged-lately
    而且 wu 办理 urge 被拒：urged-lately
      """
      {"to": "wang"}
      """
    当 依次办理
      | 谁   | 动作     | 内容 |
      | chen | urge     | {"note": "来文单位来电催问"} |
    那么 chen 办理 urge 被拒：urged-lately
    当 依次办理
      | 谁   | 动作     | 内容 |
      | wang | propose  | {"opinion": "拟请阅示。"} |
      | wu   | urge     | {"note": "请领导阅示"} |
    那么 wu 办理 urge 被拒：urged-lately

  场景: 隔够四个工作小时，同一人可以再催
    当 依次办理
      | 谁   | 动作     | 内容 |
      | chen | register | {"title": "关于普查的通知"} |
      | wu   | urge     | {} |
    假如 时间是 2026-03-02T14:00:00+08:00
    那么 wu 办理 urge 被拒：urged-lately
    假如 时间是 2026-03-02T14:01:00+08:00
    当 依次办理
      | 谁   | 动作     | 内容 |
      | wu   | urge     | {} |
    那么 台账校验无误
